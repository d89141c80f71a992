// Arrays written out, and expectations of them.

import { expect } from 'vitest';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { NumberArray } from '../../runtime/reference/index.js';

/** An array written out in row-major order. */
export function arrayOf(shape: Shape, numbers: readonly number[]): NumberArray {
  if (numbers.length !== sizeOf(shape)) throw new Error(`${numbers.length} numbers for ${shape.join('x')}`);
  return { shape, data: Float64Array.from(numbers) };
}

/** Expects these numbers, in this shape, to 12 digits. */
export function expectArray(actual: NumberArray, shape: Shape, numbers: readonly number[]): void {
  expect(actual.shape).toEqual(shape);
  expect([...actual.data].map((x) => Number(x.toFixed(12)) + 0)).toEqual(
    numbers.map((x) => Number(x.toFixed(12)) + 0),
  );
}
