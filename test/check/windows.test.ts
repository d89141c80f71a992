// Sizes of windows, computed by hand.

import { describe, expect, it } from 'vitest';
import {
  ceilOutputSize,
  extensionOf,
  outputSize,
  samePadding,
  windowFormula,
} from '../../compiler/shapes/window.js';

function axis(size: number, kernel: number, stride = 1, before = 0, after = before, dilation = 1) {
  return { size, kernel, stride, dilation, padding: { before, after } };
}

describe('rounded down', () => {
  it.each([
    { window: axis(28, 5), output: 24 },
    { window: axis(28, 5, 2), output: 12 },
    { window: axis(28, 5, 2, 1), output: 13 },
    { window: axis(224, 7, 2, 3), output: 112 },
    { window: axis(16, 3, 1, 0, 0, 2), output: 12 },
    { window: axis(5, 7), output: -1 },
    // A true floor: truncation would make it 1.
    { window: axis(4, 7, 2), output: -1 },
  ])('$window makes $output', ({ window, output }) => {
    expect(outputSize(window)).toBe(output);
  });
});

describe('rounded up, as PyTorch', () => {
  it.each([
    { window: axis(15, 2, 2), output: 8, beyond: 1 },
    { window: axis(14, 2, 2), output: 7, beyond: 0 },
    // 3 rounded up, but the third window would start at 6, beyond 4 + 1.
    { window: axis(4, 2, 3, 1), output: 2, beyond: 0 },
    { window: axis(5, 3, 3), output: 2, beyond: 1 },
  ])('$window makes $output', ({ window, output, beyond }) => {
    expect(ceilOutputSize(window)).toBe(output);
    expect(extensionOf(window, output)).toBe(beyond);
  });
});

it.each([
  { size: 224, kernel: 7, stride: 2, dilation: 1, before: 2, after: 3 },
  { size: 28, kernel: 5, stride: 1, dilation: 1, before: 2, after: 2 },
  { size: 28, kernel: 2, stride: 1, dilation: 1, before: 0, after: 1 },
  { size: 28, kernel: 2, stride: 2, dilation: 1, before: 0, after: 0 },
  { size: 16, kernel: 3, stride: 1, dilation: 4, before: 4, after: 4 },
  { size: 7, kernel: 1, stride: 3, dilation: 1, before: 0, after: 0 },
])(
  'same on $size by $kernel, stride $stride, dilation $dilation',
  ({ size, kernel, stride, dilation, before, after }) => {
    expect(samePadding(size, kernel, stride, dilation)).toEqual({ before, after });
  },
);

it.each([
  [windowFormula(axis(28, 5), 24), '[(28 − 5) / 1] + 1 = 24'],
  [windowFormula(axis(28, 5, 2, 1), 13), '[(28 + 1 + 1 − 5) / 2] + 1 = 13'],
  [windowFormula(axis(5, 7), -1), '[(5 − 7) / 1] + 1 = −1'],
  [windowFormula(axis(15, 2, 2), 8, true), '⌈(15 − 2) / 2⌉ + 1 = 8'],
  [windowFormula(axis(8, 3, 1, 0, 0, 4), 0), '[(8 − 9) / 1] + 1 = 0, where 9 = 4·(3 − 1) + 1'],
])('%s', (formula, expected) => {
  expect(formula).toBe(expected);
});
