// Measured figures have three digits, whatever their size.

import { expect, it } from 'vitest';
import { factor, giga, milliseconds, share, spread } from '../../cli/figures.js';

it.each([
  [0.0412, '0.041 ms'],
  [0.9996, '1.00 ms'],
  [9.996, '10.0 ms'],
  [41.24, '41.2 ms'],
  [99.96, '100 ms'],
  [412.4, '412 ms'],
  [999.6, '1.00 s'],
  [4124, '4.12 s'],
])('%d ms is %s', (value, text) => {
  expect(milliseconds(value)).toBe(text);
});

it('sets a spread beside its median, in the same unit', () => {
  expect(spread({ rounds: 30, median: 41.2, low: 40.8, high: 1047 })).toBe('41.2 ms (41–1047)');
  expect(spread({ rounds: 3, median: 1200, low: 990, high: 1304 })).toBe('1.20 s (0.99–1.3)');
  expect(spread({ rounds: 1, median: 1200, low: 1200, high: 1200 })).toBe('1.20 s (once)');
});

it.each([
  [123.4, '×123'],
  [9.96, '×10'],
  [2, '×2.0'],
  [0.996, '×1.0'],
  [0.32, '×0.32'],
  [0.01234, '×0.012'],
  [0.000012, '×0.0000'],
])('a factor of %d is %s', (value, text) => {
  expect(factor(value)).toBe(text);
});

it('writes shares and rates', () => {
  expect([0.534, 0.0951, 0.0123].map(share)).toEqual(['53 %', '10 %', '1.2 %']);
  expect(giga(290.4e9)).toBe('290');
});
