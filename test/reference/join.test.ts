// Ops that move, sum or mask numbers, computed by hand.

import { expect, it } from 'vitest';
import { add, applyMask, concat, sliceChannels } from '../../runtime/reference/join.js';
import { drawMaskArray } from '../../runtime/reference/step-values.js';
import { arrayOf, expectArray } from './arrays.js';

it('concat joins the channels of each pixel', () => {
  const one = arrayOf([1, 2, 1], [1, 2]);
  const two = arrayOf([1, 2, 2], [10, 11, 20, 21]);
  expectArray(concat([one, two]), [1, 2, 3], [1, 10, 11, 2, 20, 21]);
});

it('slice-channels takes out what concat put in', () => {
  const joined = arrayOf([1, 2, 3], [1, 10, 11, 2, 20, 21]);
  expectArray(sliceChannels(joined, 1, 2), [1, 2, 2], [10, 11, 20, 21]);
});

it('add sums every part, also one that comes twice', () => {
  const part = arrayOf([1, 2], [1, 2]);
  expectArray(add([part, part, arrayOf([1, 2], [10, 20])]), [1, 2], [12, 24]);
});

it('apply-mask multiplies', () => {
  expectArray(applyMask(arrayOf([1, 3], [1, 2, 3]), arrayOf([1, 3], [2, 0, 2])), [1, 3], [2, 0, 6]);
});

it('a mask is decided by seed, step and layer, and keeps the mean', () => {
  const mask = { value: 0, rate: 0.25, layer: 'dropout1' };
  const shape = [8, 1000];
  const drawn = drawMaskArray(shape, mask, 1, 5);
  expect(drawMaskArray(shape, mask, 1, 5)).toEqual(drawn);
  expect(drawMaskArray(shape, mask, 2, 5)).not.toEqual(drawn);
  expect(drawMaskArray(shape, mask, 1, 6)).not.toEqual(drawn);
  expect(drawMaskArray(shape, { ...mask, layer: 'dropout2' }, 1, 5)).not.toEqual(drawn);
  // 1 / (1 − ¼), as float32 holds it
  expect(new Set(drawn.data)).toEqual(new Set([0, Math.fround(4 / 3)]));
  const mean = drawn.data.reduce((sum, x) => sum + x, 0) / 8000;
  // the standard error is √(1/3 / 8000) = 0.0065
  expect(Math.abs(mean - 1)).toBeLessThan(0.02);
});
