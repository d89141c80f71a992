// A measure that every comparison of engines rests on.

import { expect, it } from 'vitest';
import { relativeDifference } from './relative-difference.js';

it('is the largest difference as a share of the largest number', () => {
  expect(relativeDifference([1, -3], [2, -4])).toBe(0.25);
  expect(relativeDifference([0, 0], [0, 0])).toBe(0);
  expect(relativeDifference([1], [0])).toBe(Infinity);
  expect(relativeDifference([0.5], [0.25], 1)).toBe(0.25);
});

it.each([NaN, Infinity])('lets no %s pass, on either side, whatever follows it', (number) => {
  expect(relativeDifference([number, 1], [1, 1])).toBe(Infinity);
  expect(relativeDifference([1, 1], [number, 1])).toBe(Infinity);
  expect(relativeDifference([number, 1], [number, 1])).toBe(Infinity);
});

it('knows that arrays of different lengths are not alike', () => {
  expect(relativeDifference([1], [1, 1])).toBe(Infinity);
  expect(relativeDifference([1, 1], [1])).toBe(Infinity);
});
