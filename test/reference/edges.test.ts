// Padding and cropping computed by hand, over one to three axes.

import { it } from 'vitest';
import { crop, zeroPad } from '../../runtime/reference/edges.js';
import { arrayOf, expectArray } from './arrays.js';

const none = { before: 0, after: 0 };

it('zero-pad puts zeros around, each side on its own', () => {
  const x = arrayOf([1, 2, 2], [1, 2, 3, 4]);
  expectArray(zeroPad(x, [{ before: 1, after: 2 }]), [1, 5, 2], [0, 0, 1, 2, 3, 4, 0, 0, 0, 0]);
});

it('zero-pad pads each axis and each sample', () => {
  const x = arrayOf([2, 1, 2, 1], [1, 2, 3, 4]);
  const padding = [
    { before: 0, after: 1 },
    { before: 1, after: 0 },
  ];
  expectArray(zeroPad(x, padding), [2, 2, 3, 1], [0, 1, 2, 0, 0, 0, 0, 3, 4, 0, 0, 0]);
});

it('zero-pad has a third axis', () => {
  const x = arrayOf([1, 1, 1, 2, 1], [1, 2]);
  const padded = zeroPad(x, [{ before: 1, after: 0 }, none, { before: 0, after: 1 }]);
  expectArray(padded, [1, 2, 1, 3, 1], [0, 0, 0, 1, 2, 0]);
});

it('crop leaves out what it is told, each side on its own', () => {
  const x = arrayOf([1, 5, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expectArray(crop(x, [{ before: 1, after: 2 }]), [1, 2, 2], [3, 4, 5, 6]);
});

it('crop crops each axis and each sample', () => {
  const x = arrayOf([2, 2, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const edges = [
    { before: 1, after: 0 },
    { before: 0, after: 1 },
  ];
  expectArray(crop(x, edges), [2, 1, 2, 1], [4, 5, 10, 11]);
});

it('crop has a third axis', () => {
  const x = arrayOf([1, 2, 1, 3, 1], [1, 2, 3, 4, 5, 6]);
  const edges = [{ before: 0, after: 1 }, none, { before: 1, after: 1 }];
  expectArray(crop(x, edges), [1, 1, 1, 1, 1], [2]);
});
