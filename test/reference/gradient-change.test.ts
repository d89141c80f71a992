// What becomes of gradients before weights move, computed by hand.

import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../runtime/reference/index.js';
import {
  addPenalty,
  clampGradient,
  normFactor,
  scaleGradient,
} from '../../runtime/reference/gradient-change.js';
import { steppedWeights } from '../support/two-weights.js';
import { arrayOf, expectArray } from './arrays.js';

const kernel = arrayOf([2, 1], [3, -4]);
const bias = arrayOf([1], [12]);

describe('norm-factor', () => {
  it('measures all gradients together: √(3² + 4² + 12²) = 13', () => {
    expectArray(normFactor([kernel, bias], 6.5), [], [0.5]);
  });

  it('is 1 where they are short enough', () => {
    expectArray(normFactor([kernel, bias], 13), [], [1]);
    expectArray(normFactor([arrayOf([2], [0, 0])], 0.1), [], [1]);
  });

  it.each([NaN, Infinity])('is NaN where a gradient holds %d', (number) => {
    expectArray(normFactor([kernel, arrayOf([1], [number])], 1), [], [NaN]);
  });
});

it('scale-gradient multiplies', () => {
  expectArray(scaleGradient(kernel, arrayOf([], [0.5])), [2, 1], [1.5, -2]);
});

it('clamp-gradient holds each number, and lets NaN through', () => {
  expectArray(clampGradient(arrayOf([4], [3, -4, Infinity, NaN]), 3.5), [4], [3, -3.5, 3.5, NaN]);
});

it('add-penalty adds a share of the weight', () => {
  expectArray(addPenalty(kernel, arrayOf([2, 1], [10, 20]), 0.1), [2, 1], [4, -2]);
});

it('a step adds the penalty, and then shortens', async () => {
  // (3, 4) + 0.5 · (6, −8) is (6, 0), of which 2 are left
  const choice = { l2: 0.5, clip: { kind: 'norm', limit: 2 } } as const;
  expect(await steppedWeights(referenceEngine, [6, -8], 1, choice)).toEqual([4, -8]);
});
