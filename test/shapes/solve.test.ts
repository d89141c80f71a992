// What the solver gives works, and what lies just outside does not; on small numbers, against trying all.

import { describe, expect, it } from 'vitest';
import {
  autoPadding,
  fullPadding,
  nearestOutput,
  paddedOutputs,
  splitPadding,
} from '../../compiler/shapes/auto-padding.js';
import { contains, type Interval } from '../../compiler/shapes/interval.js';
import { sameOutput, sameSizes, sameStrides } from '../../compiler/shapes/solve-same.js';
import * as solve from '../../compiler/shapes/solve.js';
import type { WindowEquation } from '../../compiler/shapes/solve.js';
import { outputSize, reach, samePadding } from '../../compiler/shapes/window.js';
import { Random } from '../../runtime/random.js';
import { mistakes, randomAxis, whole } from './random-windows.js';

const solvers = {
  size: solve.solveSize,
  kernel: solve.solveKernel,
  stride: solve.solveStride,
  dilation: solve.solveDilation,
  padding: solve.solvePadding,
  output: solve.solveOutput,
} satisfies { [Unknown in keyof WindowEquation]: (known: WindowEquation) => Interval | undefined };

type Unknown = keyof WindowEquation;
const unknowns = Object.keys(solvers) as Unknown[];
const leastOf = (unknown: Unknown): number => (unknown === 'padding' ? 0 : 1);

function holds(equation: WindowEquation): boolean {
  const made = outputSize({ ...equation, padding: { before: equation.padding, after: 0 } });
  return made >= 1 && made === equation.output;
}

/** An equation that mostly does not hold, with numbers up to `most`. */
function randomEquation(random: Random, most: number): WindowEquation {
  const axis = randomAxis(random, { size: most, kernel: most, stride: most, dilation: most, padding: most });
  return { ...axis, padding: whole(random, 0, most), output: whole(random, 1, most) };
}

/** One that holds. */
function trueEquation(random: Random): WindowEquation {
  for (;;) {
    const equation = { ...randomEquation(random, 12), size: whole(random, 1, 500) };
    const output = solve.solveOutput(equation);
    if (output !== undefined) return { ...equation, output: output.least };
  }
}

describe.each(unknowns)('the values of the %s', (unknown) => {
  const set = (equation: WindowEquation, value: number): WindowEquation => ({
    ...equation,
    [unknown]: value,
  });

  it('hold at the ends of the interval and between them, and not just outside', () => {
    const random = new Random(1, unknown);
    const wrong = mistakes(20_000, () => {
      const equation = trueEquation(random);
      const found = solvers[unknown](equation);
      if (found === undefined || !contains(found, equation[unknown])) return JSON.stringify(equation);
      const { least } = found;
      const most = Math.min(found.most, least + 1000);
      const inside = [least, most, whole(random, least, most)];
      const outside = [least - 1, found.most + 1].filter((v) => v >= leastOf(unknown) && v < Infinity);
      const isRight =
        inside.every((value) => holds(set(equation, value))) &&
        !outside.some((value) => holds(set(equation, value)));
      return isRight ? undefined : JSON.stringify({ equation, found });
    });
    expect(wrong).toEqual([]);
  });

  it('are those that trying all finds', () => {
    const random = new Random(2, unknown);
    let solvable = 0;
    const wrong = mistakes(2000, () => {
      const equation = randomEquation(random, 8);
      const found = solvers[unknown](equation);
      if (found !== undefined) solvable++;
      for (let value = leastOf(unknown); value < 150; value++) {
        const isFound = found !== undefined && contains(found, value);
        if (holds(set(equation, value)) !== isFound) return JSON.stringify({ equation, value, found });
      }
      return undefined;
    });
    expect(wrong).toEqual([]);
    expect(solvable).toBeGreaterThan(100);
  });
});

describe('the padding for an output', () => {
  const bounds = { size: 60, kernel: 9, stride: 6, dilation: 3, padding: 0 };

  it('is the smallest, has its odd pixel after, and lets every window touch the map', () => {
    const random = new Random(3);
    const wrong = mistakes(20_000, () => {
      const axis = randomAxis(random, bounds);
      const output = whole(random, 1, 70);
      const padding = autoPadding(axis, output);
      const isHad = contains(paddedOutputs(axis), output);
      if (padding === undefined) return isHad ? JSON.stringify({ axis, output }) : undefined;
      const { before, after } = padding;
      const makes = (total: number): number => outputSize({ ...axis, padding: splitPadding(total) });
      const isRight =
        isHad &&
        makes(before + after) === output &&
        (before + after === 0 || makes(before + after - 1) < output) &&
        (after === before || after === before + 1) &&
        before < reach(axis.kernel, axis.dilation) &&
        (output - 1) * axis.stride - before < axis.size;
      return isRight ? undefined : JSON.stringify({ axis, output, padding });
    });
    expect(wrong).toEqual([]);
  });

  it('is `same` where the output is ⌈N / s⌉', () => {
    const random = new Random(4);
    const wrong = mistakes(20_000, () => {
      const axis = randomAxis(random, bounds);
      const { size, kernel, stride, dilation } = axis;
      const auto = autoPadding(axis, sameOutput(size, stride));
      const same = samePadding(size, kernel, stride, dilation);
      const agrees = auto?.before === same.before && auto.after === same.after;
      return agrees ? undefined : JSON.stringify({ axis, auto, same });
    });
    expect(wrong).toEqual([]);
  });

  it('exists for every output between the bare window and full padding, by trying all', () => {
    const random = new Random(5);
    const wrong = mistakes(2000, () => {
      const axis = randomAxis(random, bounds);
      const had = new Set<number>();
      for (let total = 0; total <= fullPadding(axis); total++) {
        const output = outputSize({ ...axis, padding: splitPadding(total) });
        if (output >= 1) had.add(output);
      }
      const { least, most } = paddedOutputs(axis);
      const isRight =
        Math.min(...had) === least && Math.max(...had) === most && had.size === most - least + 1;
      return isRight ? undefined : JSON.stringify({ axis, least, most, had: [...had] });
    });
    expect(wrong).toEqual([]);
  });

  it('names the nearest output where there is none', () => {
    const axis = { size: 28, kernel: 5, stride: 2, dilation: 1 };
    expect(paddedOutputs(axis)).toEqual({ least: 12, most: 16 });
    expect([9, 12, 14, 16, 20].map((output) => nearestOutput(axis, output))).toEqual([12, 12, 14, 16, 16]);
    expect(autoPadding(axis, 9)).toBeUndefined();
    expect(autoPadding(axis, 14)).toEqual({ before: 1, after: 2 });
  });
});

describe('`same`', () => {
  it('is solved for sizes and strides, by trying all', () => {
    const random = new Random(6);
    const wrong = mistakes(2000, () => {
      const [stride, output, size] = [whole(random, 1, 9), whole(random, 1, 9), whole(random, 1, 60)];
      const sizes = sameSizes(stride, output);
      const strides = sameStrides(size, output);
      for (let value = 1; value < 100; value++) {
        const strideWorks = strides !== undefined && contains(strides, value);
        const isRight =
          contains(sizes, value) === (sameOutput(value, stride) === output) &&
          strideWorks === (sameOutput(size, value) === output);
        if (!isRight) return JSON.stringify({ stride, output, size, value });
      }
      return undefined;
    });
    expect(wrong).toEqual([]);
  });
});

describe('by hand', () => {
  const known = { size: 224, kernel: 7, stride: 2, dilation: 1, padding: 5, output: 112 };

  it('ResNet-50 begins with 7x7 at stride 2 and padding 3', () => {
    expect(solve.solvePadding(known)).toEqual({ least: 5, most: 6 });
    expect(autoPadding(known, 112)).toEqual({ before: 2, after: 3 });
    expect(solve.solveKernel(known)).toEqual({ least: 6, most: 7 });
    expect(solve.solveStride(known)).toEqual({ least: 2, most: 2 });
    expect(solve.solveSize(known)).toEqual({ least: 224, most: 225 });
  });

  it('one window moves as far as it likes, and a kernel of 1 is dilated as one likes', () => {
    expect(solve.solveStride({ ...known, padding: 0, size: 7, output: 1 })).toEqual({
      least: 1,
      most: Infinity,
    });
    const pointwise = { size: 9, kernel: 1, stride: 1, padding: 0 };
    expect(solve.solveDilation({ ...pointwise, output: 9 })).toEqual({ least: 1, most: Infinity });
    expect(solve.solveDilation({ ...pointwise, output: 8 })).toBeUndefined();
  });

  it('stays exact with large numbers', () => {
    const large = { size: 10_000_000, kernel: 9_999_999, stride: 1, dilation: 1, padding: 0 };
    expect(solve.solveOutput(large)).toEqual({ least: 2, most: 2 });
    const dilated = { ...large, stride: 10_000_000, dilation: 10_000_000, output: 10_000_000 };
    expect(solve.solvePadding(dilated)?.least).toBe(
      9_999_999 * 10_000_000 + 9_999_998 * 10_000_000 + 1 - 10_000_000,
    );
  });
});
