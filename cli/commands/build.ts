// `cnnc build`: a model as a TypeScript module. A file that cnnc did not write is never overwritten unasked.

import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import type { Graph } from '../../compiler/graph/graph.js';
import { Failure } from '../../runtime/failure.js';
import { destinationOf } from '../build/destination.js';
import type { Made } from '../build/made.js';
import { writeMade } from '../build/write-made.js';
import { compileSource } from '../compile-source.js';
import { exitCode } from '../exit-code.js';
import { refuseToOverwrite } from '../generated-file.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { writeResult } from '../output.js';
import { standardInput } from '../read-source.js';

const targets = ['typescript', 'typescript-inference'] as const;

interface BuildOptions extends ModelOptions {
  readonly target: (typeof targets)[number];
  readonly weights?: string;
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
  $ cnnc build model.cnn --target typescript-inference --weights runs/model/weights.safetensors
  $ cnnc build model.cnn --print-graph      what the passes make of it`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .addOption(
      new Option(
        '--target <target>',
        'what to write: a model to train, or one that only predicts, small and fast',
      )
        .choices(targets)
        .default('typescript'),
    )
    .option(
      '--weights <file>',
      'with typescript-inference: what cnnc train wrote, in the module or beside it',
    )
    .option('-o, --output <path>', 'where to write (default: beside the model, model.cnn becomes model.ts)')
    .addOption(new Option('--stdout', 'print it instead').conflicts(['output', 'force']))
    .addOption(
      new Option('--print-graph', 'print the graph instead, as it is lowered and after each pass').conflicts([
        'output',
        'stdout',
        'force',
        'weights',
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
  refuseContradictions(options);
  const target = options.stdout === true ? undefined : await destinationOf(file, options.output);
  const { graph } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  // What may not be written need not be made.
  if (target !== undefined && options.force !== true) await refuseToOverwrite(target);
  const made = await make(graph, file === standardInput ? 'standard input' : basename(file), options);
  if (target === undefined) await print(made);
  else await writeMade(target, made, options);
  return exitCode.good;
}

function refuseContradictions({ target, weights }: BuildOptions): void {
  if (weights !== undefined && target !== 'typescript-inference')
    throw new Failure(
      '--weights goes with --target typescript-inference',
      'add it, or leave --weights out: the model of another module loads the file itself, by loadWeights',
    );
}

/** The emitters are heavy, and loaded when a module is made. */
async function make(graph: Graph, sourceName: string, options: BuildOptions): Promise<Made> {
  if (options.target === 'typescript-inference') {
    const { makeInferenceModule } = await import('../build/inference-module.js');
    return makeInferenceModule(graph, sourceName, options);
  }
  const { emitTypeScript } = await import('../../compiler/emit/typescript/index.js');
  return { text: await emitTypeScript(graph, { sourceName }) };
}

async function print({ text, weights }: Made): Promise<void> {
  if (weights !== undefined)
    throw new Failure(
      'the weights are too large to be a part of the module, and --stdout prints the module alone',
      'write both with -o PATH, or leave --weights out',
    );
  await writeResult(text);
}

async function printGraph(file: string, options: BuildOptions): Promise<number> {
  const { graph } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  const { optimize } = await import('../../compiler/passes/optimize/index.js');
  const { printPasses } = await import('../../compiler/passes/optimize/print.js');
  await writeResult(printPasses(graph, optimize(graph)));
  return exitCode.good;
}
