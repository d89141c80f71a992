// `cnnc fmt`: the canonical text of any number of files, in place. Nothing is written over a text that does not
// read, that changed meanwhile, or that is not to be written.

import { Option, type Command } from 'commander';
import { compile } from '../../compiler/index.js';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import { print } from '../../grammar/print/print.js';
import { Source } from '../../grammar/source.js';
import { countOf } from '../count-of.js';
import { describeFailure } from '../describe-failure.js';
import { exitCode } from '../exit-code.js';
import { findSources } from '../find-sources.js';
import { remark, reportFailure, writeResult } from '../output.js';
import { readSource, standardInput, type SourceText } from '../read-source.js';
import { replaceText } from '../replaceable-file.js';
import { wantsColor, type GlobalOptions } from '../terminal.js';

interface FormatOptions extends GlobalOptions {
  readonly check?: boolean;
  readonly stdout?: boolean;
}

const example = `
Examples:
  $ cnnc fmt model.cnn
  $ cnnc fmt --check models/ 'more/**/*.cnn'
  $ cat model.cnn | cnnc fmt -`;

export function define(command: Command): void {
  command
    .argument('<files...>', 'files, folders, globs, or - for standard input, which goes to standard output')
    .addOption(new Option('--check', 'write nothing; list what is not formatted').conflicts('stdout'))
    .option('--stdout', 'print the formatted text instead')
    .addHelpText('after', example)
    .action(async (files: string[], _options: unknown, self: Command) => {
      process.exitCode = await formatAll(files, self.optsWithGlobals<FormatOptions>());
    });
}

/** What became of a text. */
type Outcome = 'as it was' | 'changed' | 'does not read' | 'failed';

async function formatAll(words: readonly string[], options: FormatOptions): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const path of await findSources(words)) outcomes.push(await attempt(path, options));
  if (!printsAll(words, options) && !outcomes.includes('failed')) remark(tally(outcomes, options), options);
  if (outcomes.includes('failed')) return exitCode.usageOrSystem;
  const differs = options.check === true && outcomes.includes('changed');
  return differs || outcomes.includes('does not read') ? exitCode.inputErrors : exitCode.good;
}

/** Whether only formatted text is asked for, as editors do. */
function printsAll(words: readonly string[], { check, stdout }: FormatOptions): boolean {
  return stdout === true || (check !== true && words.every((word) => word === standardInput));
}

/** One file that cannot be read or written keeps nobody from formatting the others. */
async function attempt(path: string, options: FormatOptions): Promise<Outcome> {
  try {
    return await format(path, options);
  } catch (error) {
    const { message, remedy } = describeFailure(error);
    reportFailure(message, remedy, options);
    return 'failed';
  }
}

async function format(path: string, options: FormatOptions): Promise<Outcome> {
  const before = await readSource(path);
  const { text, errors } = print(new Source(before.name, before.text));
  if (errors.length > 0) return refuse(before, errors[0].message, options);
  const outcome = text === before.text ? 'as it was' : 'changed';
  if (options.check === true) {
    if (outcome === 'changed') await writeResult(`${before.name}\n`);
  } else if (options.stdout === true || path === standardInput) await writeResult(text);
  else if (outcome === 'changed') {
    await replaceText(path, before.text, text, 'use --stdout');
    remark(`Formatted ${path}.`, options);
  }
  return outcome;
}

/** The mistakes as `check` tells them. */
function refuse({ name, text }: SourceText, reason: string, options: GlobalOptions): Outcome {
  const mistakes = compile(text, { file: name }).diagnostics.filter(({ code }) => code.startsWith('CNN1'));
  if (mistakes.length === 0) reportFailure(`${name}: ${reason}`, undefined, options);
  else process.stderr.write(renderDiagnostics(mistakes, { color: wantsColor(process.stderr, options) }));
  return 'does not read';
}

function tally(outcomes: readonly Outcome[], { check }: FormatOptions): string {
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  const [changed, unread] = [count('changed'), count('does not read')];
  const verb = check === true ? 'not formatted' : 'changed';
  const files = countOf(outcomes.length, 'file');
  const done = changed === 0 ? `No changes in ${files}` : `${changed} of ${files} ${verb}`;
  return unread === 0
    ? `${done}.`
    : `${done}; ${unread} could not be read and ${unread === 1 ? 'stays' : 'stay'} as before.`;
}
