// Upsampling and its gradient computed by hand.

import { expect, it } from 'vitest';
import { upsample, upsampleGradient } from '../../runtime/reference/upsample.js';
import { arrayOf, expectArray } from './arrays.js';

it('nearest repeats each pixel', () => {
  const x = arrayOf([1, 2, 2], [1, 10, 2, 20]);
  expectArray(upsample(x, [3], 'nearest'), [1, 6, 2], [1, 10, 1, 10, 1, 10, 2, 20, 2, 20, 2, 20]);
});

it('nearest has a factor of its own for each axis', () => {
  const x = arrayOf([1, 2, 2, 1], [1, 2, 3, 4]);
  expectArray(upsample(x, [1, 2], 'nearest'), [1, 2, 4, 1], [1, 1, 2, 2, 3, 3, 4, 4]);
  expectArray(upsample(x, [2, 1], 'nearest'), [1, 4, 2, 1], [1, 2, 1, 2, 3, 4, 3, 4]);
});

it('bilinear reads between half-pixel centres, and holds the edges', () => {
  // Positions −¼, ¼, ¾, 1¼ of [0, 4]: held at 0, 1, 3, held at 4.
  expectArray(upsample(arrayOf([1, 2, 1], [0, 4]), [2], 'bilinear'), [1, 4, 1], [0, 1, 3, 4]);
  // Positions −⅓, 0, ⅓, ⅔, 1, 4/3 of [0, 3].
  expectArray(upsample(arrayOf([1, 2, 1], [0, 3]), [3], 'bilinear'), [1, 6, 1], [0, 0, 1, 2, 3, 3]);
});

it('bilinear is linear on each axis', () => {
  const x = arrayOf([1, 2, 2, 1], [0, 4, 8, 12]);
  const rows = [
    [0, 1, 3, 4],
    [2, 3, 5, 6],
    [6, 7, 9, 10],
    [8, 9, 11, 12],
  ];
  expectArray(upsample(x, [2, 2], 'bilinear'), [1, 4, 4, 1], rows.flat());
});

it('bilinear has a third axis', () => {
  const x = arrayOf([1, 1, 1, 2, 1], [0, 4]);
  expectArray(upsample(x, [2, 1, 2], 'bilinear'), [1, 2, 1, 4, 1], [0, 1, 3, 4, 0, 1, 3, 4]);
});

it('by 1 changes nothing, and samples stay apart', () => {
  const x = arrayOf([2, 2, 1], [1, 2, 3, 4]);
  expect(upsample(x, [1], 'bilinear')).toEqual(x);
  expectArray(upsample(x, [2], 'nearest'), [2, 4, 1], [1, 1, 2, 2, 3, 3, 4, 4]);
});

it('the gradient of nearest sums what each pixel became', () => {
  const dy = arrayOf([1, 4, 1], [1, 10, 100, 1000]);
  expectArray(upsampleGradient(dy, [2], 'nearest', [2]), [1, 2, 1], [11, 1100]);
});

it('the gradient of bilinear shares out by nearness', () => {
  const dy = arrayOf([1, 4, 1], [1, 4, 40, 100]);
  // 1 + ¾·4 + ¼·40 and ¼·4 + ¾·40 + 100
  expectArray(upsampleGradient(dy, [2], 'bilinear', [2]), [1, 2, 1], [14, 131]);
});
