// Arrays for tests: written out, or drawn so that they keep away from kinks and ties.

import { expect } from 'vitest';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { Random } from '../../runtime/random.js';
import type { NumberArray } from '../../runtime/reference/index.js';

/** An array written out in row-major order. */
export function arrayOf(shape: Shape, numbers: readonly number[]): NumberArray {
  if (numbers.length !== sizeOf(shape)) throw new Error(`${numbers.length} numbers for ${shape.join('x')}`);
  return { shape, data: Float64Array.from(numbers) };
}

/**
 * Numbers spread evenly over (−reach, reach) in random order: no two are closer than
 * 2·reach / size, so that a maximum has no ties, and none is nearer to 0 than a fifth of that.
 */
export function spreadOf(shape: Shape, seed: number, reach = 2): NumberArray {
  const size = sizeOf(shape);
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  new Random(seed, 'spread', shape.join('x')).shuffle(order);
  return { shape, data: Float64Array.from(order, (i) => (2 * reach * (i + 0.3)) / size - reach) };
}

/** max|a − b| / max|b|; where b is next to nothing, what counts as nothing stands for it. */
export function relativeDifference(a: Float64Array, b: Float64Array, nothing = 1e-3): number {
  expect(a.length).toBe(b.length);
  let difference = 0;
  let largest = nothing;
  for (let i = 0; i < b.length; i++) {
    // A NaN on either side must not pass for no difference.
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) return Infinity;
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return difference / largest;
}

/** Expects these numbers, in this shape, to 12 digits. */
export function expectArray(actual: NumberArray, shape: Shape, numbers: readonly number[]): void {
  expect(actual.shape).toEqual(shape);
  expect([...actual.data].map((x) => Number(x.toFixed(12)) + 0)).toEqual(
    numbers.map((x) => Number(x.toFixed(12)) + 0),
  );
}
