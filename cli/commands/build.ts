// `cnnc build`: a model as a TypeScript module. A file that cnnc did not write is never overwritten unasked.

import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Option, type Command } from 'commander';
import { writeAtomically } from '../../runtime/atomic-file.js';
import { Failure } from '../../runtime/failure.js';
import { compileSource } from '../compile-source.js';
import { exitCode } from '../exit-code.js';
import { refuseToOverwrite } from '../generated-file.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { remark, writeResult } from '../output.js';
import { standardInput } from '../read-source.js';

interface BuildOptions extends ModelOptions {
  readonly output?: string;
  readonly stdout?: boolean;
  readonly printGraph?: boolean;
  readonly force?: boolean;
}

const example = `
Examples:
  $ cnnc build model.cnn                    writes model.ts
  $ cnnc build model.cnn -o src/network.ts
  $ cnnc build model.cnn --stdout
  $ cnnc build model.cnn --print-graph      what the passes make of it`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .addOption(new Option('--target <target>', 'what to write').choices(['typescript']).default('typescript'))
    .option('-o, --output <path>', 'where to write (default: beside the model, model.cnn becomes model.ts)')
    .addOption(new Option('--stdout', 'print it instead').conflicts(['output', 'force']))
    .addOption(
      new Option('--print-graph', 'print the graph instead, as it is lowered and after each pass').conflicts([
        'output',
        'stdout',
        'force',
      ]),
    )
    .option('--force', 'overwrite also a file that cnnc did not write')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, _options: unknown, self: Command) => {
      process.exitCode = await build(file, self.optsWithGlobals<BuildOptions>());
    });
}

async function build(file: string, options: BuildOptions): Promise<number> {
  if (options.printGraph === true) return printGraph(file, options);
  const target = options.stdout === true ? undefined : await targetOf(file, options.output);
  const { graph } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  if (target !== undefined && options.force !== true) await refuseToOverwrite(target);
  const { emitTypeScript } = await import('../../compiler/emit/typescript/index.js');
  const sourceName = file === standardInput ? 'standard input' : basename(file);
  const text = await emitTypeScript(graph, { sourceName });
  if (target === undefined) await writeResult(text);
  else await write(target, text, options);
  return exitCode.good;
}

async function printGraph(file: string, options: BuildOptions): Promise<number> {
  const { graph } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  const { optimize } = await import('../../compiler/passes/optimize/index.js');
  const { printPasses } = await import('../../compiler/passes/optimize/print.js');
  await writeResult(printPasses(graph, optimize(graph)));
  return exitCode.good;
}

async function write(target: string, text: string, options: BuildOptions): Promise<void> {
  await writeAtomically(target, text);
  remark(`Wrote ${target} (${text.split('\n').length - 1} lines).`, options);
}

/** The file to write: as asked for, in the folder asked for, or beside the model. */
async function targetOf(file: string, output: string | undefined): Promise<string> {
  if (file === standardInput && output === undefined) {
    throw new Failure(
      'a model from standard input has no file to stand beside',
      'say where to write with -o PATH, or --stdout',
    );
  }
  const name = `${basename(file).replace(/\.cnn$/, '')}.ts`;
  if (output === undefined) return join(dirname(file), name);
  const isFolder = (await stat(output).catch(() => undefined))?.isDirectory() === true;
  const target = isFolder ? join(output, file === standardInput ? 'model.ts' : name) : output;
  if (await isSameFile(file, target))
    throw new Failure(`${target} is the model itself`, 'choose another name with -o');
  return target;
}

async function isSameFile(file: string, target: string): Promise<boolean> {
  const [source, existing] = await Promise.all(
    [file, target].map((path) => stat(path).catch(() => undefined)),
  );
  return source !== undefined && source.ino === existing?.ino && source.dev === existing.dev;
}
