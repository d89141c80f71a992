// Products and sums over what they stretched, computed by hand.

import { it } from 'vitest';
import { affine, multiply, sumStretched } from '../../runtime/reference/multiply.js';
import { arrayOf, expectArray } from './arrays.js';

it('affine scales, then adds', () => {
  expectArray(affine(arrayOf([1, 3], [1, 2, -3]), -2, 5), [1, 3], [3, 1, 11]);
});

it('multiply takes each part as often as it comes', () => {
  const x = arrayOf([1, 3], [1, 2, 3]);
  expectArray(multiply([x, arrayOf([1, 3], [10, 20, 30]), x]), [1, 3], [10, 80, 270]);
});

it('multiply stretches one factor a channel over a map, for each sample', () => {
  const x = arrayOf([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  const gate = arrayOf([2, 1, 2], [10, 100, 1, 0]);
  expectArray(multiply([gate, x]), [2, 2, 2], [10, 200, 30, 400, 5, 0, 7, 0]);
});

it('multiply stretches one factor a pixel over the channels', () => {
  const x = arrayOf([1, 2, 2], [1, 2, 3, 4]);
  expectArray(multiply([x, arrayOf([1, 2, 1], [10, 100])]), [1, 2, 2], [10, 20, 300, 400]);
});

it('multiply stretches several parts, each on its own axis', () => {
  const [column, row] = [arrayOf([1, 2, 1], [1, 2]), arrayOf([1, 1, 3], [1, 10, 100])];
  expectArray(multiply([column, row]), [1, 2, 3], [1, 10, 100, 2, 20, 200]);
});

it('sum-stretched sums over the axes of size 1 and no others', () => {
  const dy = arrayOf([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  expectArray(sumStretched(dy, [2, 1, 2]), [2, 1, 2], [4, 6, 12, 14]);
  expectArray(sumStretched(dy, [2, 2, 1]), [2, 2, 1], [3, 7, 11, 15]);
  expectArray(sumStretched(dy, [2, 1, 1]), [2, 1, 1], [10, 26]);
});

it('sum-stretched sums two axes of three', () => {
  const dy = arrayOf([1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  expectArray(sumStretched(dy, [1, 1, 2, 1]), [1, 1, 2, 1], [14, 22]);
});
