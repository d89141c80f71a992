// `cnnc check`: the mistakes of any number of texts. It must stay light, for editors and commit hooks call it.

import { Option, type Command } from 'commander';
import { diagnosticsAsJson } from '../../compiler/diagnostics/json.js';
import { renderDiagnostics } from '../../compiler/diagnostics/render.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { compileText } from '../compile-source.js';
import { describeFailure } from '../describe-failure.js';
import { exitCode } from '../exit-code.js';
import { findSources } from '../find-sources.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { remark, reportFailure, writeJson, writeResult } from '../output.js';
import { readSource } from '../read-source.js';
import { countSeverities, tally, type Counts } from '../severity-counts.js';
import { wantsColor } from '../terminal.js';

interface CheckOptions extends ModelOptions {
  readonly format: 'pretty' | 'json';
  readonly maxWarnings?: number;
}

const example = `
Examples:
  $ cnnc check model.cnn
  $ cnnc check models/ 'more/**/*.cnn' --format json
  $ cat model.cnn | cnnc check -`;

export function define(command: Command): void {
  command
    .argument('<files...>', 'files, folders, globs, or - for standard input')
    .addOption(new Option('--format <format>', 'how to print').choices(['pretty', 'json']).default('pretty'))
    .option('--max-warnings <n>', 'fail where there are more warnings', wholeNumber(0))
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (files: string[], _options: unknown, self: Command) => {
      process.exitCode = await check(files, self.optsWithGlobals<CheckOptions>());
    });
}

async function check(words: readonly string[], options: CheckOptions): Promise<number> {
  const paths = await findSources(words);
  const diagnostics: Diagnostic[] = [];
  let unreadable = 0;
  for (const path of paths) {
    try {
      diagnostics.push(...compileText(await readSource(path), options).diagnostics);
    } catch (error) {
      // One file that cannot be read keeps nobody from hearing about the others.
      const { message, remedy } = describeFailure(error);
      reportFailure(message, remedy, options);
      unreadable++;
    }
  }
  const told = onlyOnce(diagnostics);
  await print(told, options);
  const counts = countSeverities(told);
  if (unreadable < paths.length) remark(tally(counts, paths.length - unreadable), options);
  return unreadable > 0 ? exitCode.usageOrSystem : verdict(counts, options);
}

/** A mistake in a file that several others use is one mistake. */
function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ source, code, span, message }) => {
    const key = `${source.name} ${code} ${span.start} ${span.end} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

async function print(diagnostics: readonly Diagnostic[], options: CheckOptions): Promise<void> {
  if (options.format === 'json') return writeJson(diagnosticsAsJson(diagnostics));
  if (diagnostics.length === 0) return;
  await writeResult(renderDiagnostics(diagnostics, { color: wantsColor(process.stdout, options) }));
}

function verdict({ errors, warnings }: Counts, { maxWarnings = Infinity }: CheckOptions): number {
  return errors > 0 || warnings > maxWarnings ? exitCode.inputErrors : exitCode.good;
}
