// All values of the one number that a question leaves open.

import { fullPadding } from './auto-padding.js';
import { interval, type Interval } from './interval.js';
import { equationOf, type Quantity, type Question } from './question.js';
import { sameOutput, sameSizes, sameStrides } from './solve-same.js';
import {
  solveDilation,
  solveKernel,
  solveOutput,
  solvePadding,
  solveSize,
  solveStride,
  type WindowEquation,
} from './solve.js';

/** The values of `unknown` with which everything else that is said holds; undefined where there are none. */
export function valuesOf(unknown: Quantity, question: Question): Interval | undefined {
  const equation = equationOf(question);
  return question.padding === 'same' ? underSame[unknown](equation) : solvers[unknown](equation);
}

type Solvers = { [Unknown in Quantity]: (known: WindowEquation) => Interval | undefined };

const solvers: Solvers = {
  size: solveSize,
  kernel: solveKernel,
  stride: solveStride,
  dilation: solveDilation,
  padding: (known) => {
    const totals = solvePadding(known);
    return totals && interval(totals.least, Math.min(totals.most, fullPadding(known)));
  },
  output: solveOutput,
};

/** `same` makes ⌈N / s⌉ whatever the kernel and its dilation. */
const underSame: Solvers = {
  size: ({ stride, output }) => sameSizes(stride, output),
  stride: ({ size, output }) => sameStrides(size, output),
  kernel: anyIfSame,
  dilation: anyIfSame,
  padding: solvers.padding,
  output: ({ size, stride }) => interval(sameOutput(size, stride), sameOutput(size, stride)),
};

function anyIfSame({ size, stride, output }: WindowEquation): Interval | undefined {
  return sameOutput(size, stride) === output ? { least: 1, most: Infinity } : undefined;
}

/** Up to `most` values to show: all of a few, else its ends and the usual ones between them. */
export function sampleOf(values: Interval, usual: readonly number[], most: number): number[] {
  const { least } = values;
  if (values.most - least < most) return Array.from({ length: values.most - least + 1 }, (_, i) => least + i);
  const inner = usual.filter((value) => value > least && value < values.most);
  const last = values.most === Infinity ? [] : [values.most];
  return [least, ...inner.slice(0, most - 1 - last.length), ...last];
}

/** Which values are usual in networks, to be shown where not all can be. */
export const usual: { readonly [Known in Exclude<Quantity, 'padding' | 'output'>]: readonly number[] } = {
  kernel: [1, 2, 3, 5, 7, 11],
  stride: [1, 2, 3, 4, 8],
  dilation: [1, 2, 4, 8],
  size: [28, 32, 56, 64, 112, 128, 224, 227, 256, 299],
};
