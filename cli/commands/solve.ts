// `cnnc solve`: the size rule of windows, solved for whatever is not given.

import type { Command } from 'commander';
import { axisName } from '../../compiler/layers/axis-names.js';
import { answer, type Answer } from '../../compiler/shapes/answer.js';
import { answersAsJson } from '../answer-json.js';
import { exitCode } from '../exit-code.js';
import { writeJson, writeResult } from '../output.js';
import { renderAnswer } from '../render-answer.js';
import {
  axisNumbers,
  dilationNumbers,
  paddingChoices,
  questionsOf,
  type SolveOptions,
} from '../solve-options.js';

const example = `
What is left out is solved for: output = [(size + padding − dilation·(kernel − 1) − 1) / stride] + 1.
With two left out the usual values are listed. Each takes a number, or one for each axis: 224x224.

Examples:
  $ cnnc solve --size 224 --kernel 7 --stride 2 --output 112
  $ cnnc solve --size 28x28 --kernel 5x3 --stride 2 --padding same
  $ cnnc solve --size 56 --stride 2 --output 28 --json`;

export function define(command: Command): void {
  command
    .option('--size <n>', 'of the map', axisNumbers)
    .option('--kernel <n>', 'or the window of a pool', axisNumbers)
    .option('--stride <n>', 'from one window to the next', axisNumbers)
    .option('--padding <n>', 'on both sides; or 2..3, before and after; same; valid', paddingChoices)
    .option('--dilation <n>', 'from one tap of the kernel to the next, 1 unless given; any', dilationNumbers)
    .option('--output <n>', 'how many windows there are', axisNumbers)
    .option('--json', 'print JSON')
    .addHelpText('after', example)
    .action(async (_options: unknown, self: Command) => {
      process.exitCode = await solve(self.optsWithGlobals<SolveOptions>());
    });
}

async function solve(options: SolveOptions): Promise<number> {
  const answers = questionsOf(options).map(answer);
  await (options.json === true ? writeJson(answersAsJson(answers)) : writeResult(render(answers)));
  return answers.every(({ rows }) => rows.length > 0) ? exitCode.good : exitCode.inputErrors;
}

/** Axes that are alike are answered once. */
function render(answers: readonly Answer[]): string {
  const [first, ...others] = answers;
  const isAlike = others.every(({ question }) => JSON.stringify(question) === JSON.stringify(first.question));
  if (isAlike) return renderAnswer(first);
  return answers.map((each, i) => renderAnswer(each, axisName(i, answers.length))).join('\n');
}
