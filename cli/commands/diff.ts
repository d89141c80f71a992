// `cnnc diff`: what changed between two networks, or since a revision of one, for people who review them.

import { Option, type Command } from 'commander';
import type { Compilation } from '../../compiler/compile.js';
import { differenceAsJson } from '../../compiler/diff/json.js';
import { difference, differs, type Difference } from '../../compiler/diff/difference.js';
import { differenceAsMarkdown } from '../../compiler/diff/markdown.js';
import { renderDifference } from '../../compiler/diff/render.js';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import { isError } from '../../grammar/diagnostic.js';
import { Failure } from '../../runtime/failure.js';
import { exitCode } from '../exit-code.js';
import { countOf } from '../count-of.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { remark, writeJson, writeResult } from '../output.js';
import { standardInput } from '../read-source.js';
import { compileBoth, sourceFromDisk, type ComparedSource } from '../compared-sources.js';
import { wantsColor, widthOf } from '../terminal.js';

interface DiffOptions extends ModelOptions {
  readonly format: 'pretty' | 'markdown' | 'json';
  readonly git?: string;
  readonly setAfter?: Readonly<Record<string, number>>;
  readonly all?: boolean;
  readonly exitCode?: boolean;
}

const example = `
Examples:
  $ cnnc diff model.cnn wider.cnn
  $ cnnc diff --git main model.cnn
  $ cnnc diff --git origin/main model.cnn --format markdown > comment.md
  $ cnnc diff resnet.cnn --set depth=18 --set-after depth=34

Exit status: 0 whether or not they differ (1 with --exit-code), 1 where one of them has errors.`;

export function define(command: Command): void {
  command
    .argument('<before>', 'a .cnn file, or - for standard input')
    .argument('[after]', 'the file to compare it with; not with --git')
    .option('--git <revision>', 'compare the file with what it was in this revision')
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['pretty', 'markdown', 'json'])
        .default('pretty'),
    )
    .option('--all', 'a line for every change, also for what merely follows from others')
    .option('--exit-code', 'exit with 1 where they differ')
    .addOption(setOption())
    .addOption(setAfterOption())
    .addHelpText('after', example)
    .action(async (before: string, after: string | undefined, _options: unknown, self: Command) => {
      process.exitCode = await diff(before, after, self.optsWithGlobals<DiffOptions>());
    });
}

function setAfterOption(): Option {
  const option = new Option('--set-after <name=value>', 'as --set, for the second alone');
  const { parseArg } = setOption();
  return parseArg === undefined ? option : option.argParser(parseArg);
}

async function diff(before: string, after: string | undefined, options: DiffOptions): Promise<number> {
  const sources = await sourcesOf(before, after, options);
  const [was, is] = compileBoth(sources, options.set ?? {}, options.setAfter ?? {}, (text) =>
    remark(text, options),
  );
  const found = difference(was, is);
  tellMistakes([was, is], found, options);
  await print(found, options);
  if ([was, is].some(({ diagnostics }) => diagnostics.some(isError))) return exitCode.inputErrors;
  return options.exitCode === true && differs(found) ? exitCode.inputErrors : exitCode.good;
}

async function sourcesOf(
  before: string,
  after: string | undefined,
  { git, setAfter }: DiffOptions,
): Promise<[ComparedSource, ComparedSource]> {
  if (git !== undefined) {
    if (after !== undefined) throw new Failure('--git compares one file with what it was', 'name one file');
    const { sourceAtRevision } = await import('../git-source.js');
    const current = await sourceFromDisk(before);
    return [sourceAtRevision(git, before), current];
  }
  const other = after ?? (setAfter === undefined ? undefined : before);
  if (other === undefined)
    throw new Failure(
      'there is nothing to compare the file with',
      'name a second file, a revision (--git main) or another value of a param (--set-after depth=34)',
    );
  if (before === standardInput && other === standardInput)
    throw new Failure('standard input is one text, not two', 'name a file for the other');
  const first = await sourceFromDisk(before);
  return [first, after === undefined ? first : await sourceFromDisk(other)];
}

/** On standard error, so that the report stays one. Warnings are for `check`: both would have them. */
function tellMistakes(both: readonly Compilation[], { notCompared }: Difference, options: DiffOptions): void {
  for (const { source, diagnostics } of both) {
    const errors = diagnostics.filter(isError);
    if (errors.length === 0) continue;
    process.stderr.write(renderDiagnostics(errors, { color: wantsColor(process.stderr, options) }));
    remark(`\n${source.name} has ${countOf(errors.length, 'error')}.`, options);
  }
  if (notCompared > 0)
    remark(`${countOf(notCompared, 'layer')} after the mistake cannot be compared.`, options);
}

async function print(found: Difference, options: DiffOptions): Promise<void> {
  const all = options.all === true;
  if (options.format === 'json') return writeJson(differenceAsJson(found));
  if (options.format === 'markdown') return writeResult(differenceAsMarkdown(found, { all }));
  const color = wantsColor(process.stdout, options);
  await writeResult(renderDifference(found, { color, all, width: widthOf(process.stdout) }));
}
