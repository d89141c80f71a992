// Pools computed by hand.

import { describe, it } from 'vitest';
import type { PoolGeometry } from '../../compiler/graph/ops.js';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from '../../runtime/reference/pool.js';
import { arrayOf, expectArray } from './arrays.js';

const pairs: PoolGeometry = {
  window: [2],
  strides: [2],
  padding: [{ before: 0, after: 0 }],
  extension: [0],
};
const padded: PoolGeometry = { ...pairs, padding: [{ before: 1, after: 1 }] };
const overlapping: PoolGeometry = { ...pairs, window: [3], strides: [1] };
/** Ceil rounding over 5 pixels: the third window reaches one pixel beyond the map. */
const ceil: PoolGeometry = { ...pairs, extension: [1] };
const square: PoolGeometry = {
  window: [2, 2],
  strides: [1, 1],
  padding: [pairs.padding[0], pairs.padding[0]],
  extension: [0, 0],
};

describe('max-pool', () => {
  it('takes the maximum of each window, channel by channel', () => {
    const x = arrayOf([1, 4, 2], [1, 8, 2, 7, 3, 6, 4, 5]);
    expectArray(maxPool(x, pairs), [1, 2, 2], [2, 8, 4, 6]);
  });

  it('takes the maximum over both axes', () => {
    const x = arrayOf([1, 2, 3, 1], [1, 5, 2, 4, 3, 6]);
    expectArray(maxPool(x, square), [1, 1, 2, 1], [5, 6]);
  });

  it('never takes padding, even where all of the map is negative', () => {
    // windows {pad, −1}, {−2, −3}, {−4, pad}
    expectArray(maxPool(arrayOf([1, 4, 1], [-1, -2, -3, -4]), padded), [1, 3, 1], [-1, -2, -4]);
  });

  it('never takes the extension', () => {
    expectArray(maxPool(arrayOf([1, 5, 1], [-1, -2, -3, -4, -5]), ceil), [1, 3, 1], [-1, -3, -5]);
  });

  it('gives dy to the first of equal maxima, and sums it where windows overlap', () => {
    const x = arrayOf([1, 5, 1], [7, 7, 1, 9, 2]);
    const y = maxPool(x, overlapping);
    expectArray(y, [1, 3, 1], [7, 9, 9]);
    // windows 7 7 1 → first 7; 7 1 9 and 1 9 2 → the 9
    const dx = maxPoolGradient(x, y, arrayOf([1, 3, 1], [1, 10, 100]), overlapping);
    expectArray(dx, [1, 5, 1], [1, 0, 0, 110, 0]);
  });

  it('goes row by row to find the first maximum of a 2-D window', () => {
    const x = arrayOf([1, 2, 2, 1], [1, 5, 5, 1]);
    const dx = maxPoolGradient(x, maxPool(x, square), arrayOf([1, 1, 1, 1], [3]), square);
    expectArray(dx, [1, 2, 2, 1], [0, 3, 0, 0]);
  });
});

describe('average-pool', () => {
  const x = arrayOf([1, 4, 1], [2, 4, 6, 10]);
  const dy = arrayOf([1, 3, 1], [1, 10, 100]);

  it('takes the mean of each window, channel by channel', () => {
    const two = arrayOf([1, 2, 2], [1, 8, 2, 7]);
    expectArray(averagePool(two, pairs, false), [1, 1, 2], [1.5, 7.5]);
  });

  it('leaves padding out', () => {
    // {2}, {4, 6}, {10}
    expectArray(averagePool(x, padded, false), [1, 3, 1], [2, 5, 10]);
  });

  it('counts padding as zeros where it is told to', () => {
    // {0, 2}, {4, 6}, {10, 0}
    expectArray(averagePool(x, padded, true), [1, 3, 1], [1, 5, 5]);
  });

  it('never counts the extension', () => {
    const five = arrayOf([1, 5, 1], [2, 4, 6, 10, 3]);
    expectArray(averagePool(five, ceil, false), [1, 3, 1], [3, 8, 3]);
    expectArray(averagePool(five, ceil, true), [1, 3, 1], [3, 8, 3]);
  });

  it('spreads dy over the pixels that were counted', () => {
    // 1 over {2} alone, 10 over two, 100 over {10} alone
    expectArray(averagePoolGradient(dy, padded, false, [4]), [1, 4, 1], [1, 5, 5, 100]);
    // with padding every window counts two
    expectArray(averagePoolGradient(dy, padded, true, [4]), [1, 4, 1], [0.5, 5, 5, 50]);
  });

  it('sums what overlapping windows spread', () => {
    // thirds of 3, 30, 300: 1, 1 + 10, 1 + 10 + 100, 10 + 100, 100
    const spread = averagePoolGradient(arrayOf([1, 3, 1], [3, 30, 300]), overlapping, false, [5]);
    expectArray(spread, [1, 5, 1], [1, 11, 111, 110, 100]);
  });
});
