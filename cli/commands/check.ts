// `cnnc check`: the mistakes of any number of texts. It must stay light, for editors and commit hooks call it.

import { Option, type Command } from 'commander';
import { lintShows } from '../../compiler/lints/levels.js';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { checkText } from '../check/check-text.js';
import { onlyOnce } from '../check/only-once.js';
import { refuseContradictions, type CheckOptions } from '../check/options.js';
import { readTexts } from '../check/read-texts.js';
import { tell } from '../check/tell.js';
import { exitCode } from '../exit-code.js';
import { formatNames } from '../formats/index.js';
import { setOption } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { remark, writeResult } from '../output.js';
import { standardInput, type SourceText } from '../read-source.js';
import { countSeverities, tally, type Counts } from '../severity-counts.js';

const example = `
Examples:
  $ cnnc check model.cnn
  $ cnnc check models/ 'more/**/*.cnn' --format json
  $ cnnc check models/ --fix
  $ cnnc check models/ --format sarif -o cnnc.sarif
  $ cat model.cnn | cnnc check - --stdin-filename model.cnn`;

export function define(command: Command): void {
  command
    .argument('<files...>', 'files, folders, globs, or - for standard input')
    .addOption(
      new Option(
        '--format <format>',
        'how to print (default: pretty, in a job of GitHub Actions github)',
      ).choices(formatNames),
    )
    .option('-o, --output <path>', 'write the report into a file')
    .option('--max-warnings <n>', 'fail where there are more warnings', wholeNumber(0))
    .addOption(new Option('--lints <which>', 'which lints to tell').choices(lintShows).default('warnings'))
    .option('--fix', 'mend the named files by the remedies that are safe')
    .option('--unsafe', 'with --fix: also by the first remedy of each other mistake')
    .addOption(new Option('--watch', 'check again whenever a file changes, until Ctrl-C').conflicts('fix'))
    .option('--stdin-filename <name>', 'what messages call standard input, and where its `use` starts from')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (files: string[], _options: unknown, self: Command) => {
      process.exitCode = await check(files, self.optsWithGlobals<CheckOptions>());
    });
}

async function check(words: readonly string[], options: CheckOptions): Promise<number> {
  refuseContradictions(words, options);
  if (options.watch === true) return (await import('../check/watch.js')).watch(words, options);
  const { texts, unreadable } = await readTexts(words, options);
  const printsText = options.fix === true && words.includes(standardInput);
  const diagnostics = await mistakesOf(texts, options, printsText);
  const report = { diagnostics, files: texts.map(({ name }) => name), unreadable };
  await tell(report, options, printsText ? process.stderr : process.stdout);
  const counts = countSeverities(diagnostics);
  if (texts.length > 0) remark(tally(counts, texts.length), options);
  return unreadable.length > 0 ? exitCode.usageOrSystem : verdict(counts, options);
}

/** What is left after `--fix`, where that is wanted. */
async function mistakesOf(
  texts: readonly SourceText[],
  options: CheckOptions,
  printsText: boolean,
): Promise<readonly Diagnostic[]> {
  if (options.fix !== true) return onlyOnce(texts.flatMap((text) => checkText(text, options).diagnostics));
  const { fixFiles, fixSources } = await import('../check/fix-files.js');
  if (!printsText) return (await fixFiles(texts, options)).diagnostics;
  const fixed = fixSources(texts, options);
  for (const { text } of fixed.texts) await writeResult(text);
  return fixed.diagnostics;
}

function verdict({ errors, warnings }: Counts, { maxWarnings = Infinity }: CheckOptions): number {
  return errors > 0 || warnings > maxWarnings ? exitCode.inputErrors : exitCode.good;
}
