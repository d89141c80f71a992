// What numerals and strings mean, and how lines are counted.

import { expect, it } from 'vitest';
import { numberOf, stringOf } from '../../grammar/literals.js';
import { Source } from '../../grammar/source.js';

it.each([
  ['32', 32],
  ['0.5', 0.5],
  ['1e-3', 0.001],
  ['40%', 0.4],
  ['0.1%', 0.001],
  ['65k', 65_000],
  ['1.1k', 1100],
  ['1.2M', 1_200_000],
  ['4G', 4_000_000_000],
  ['1e3k', 1_000_000],
  ['1e999', Infinity],
])('%s is %d', (image, value) => {
  expect(numberOf(image)).toBe(value);
});

it.each([
  ['"mnist/"', 'mnist/'],
  ['"a\\\\b\\"c"', 'a\\b"c'],
  ['"\\u00e9"', 'é'],
  ['"\\d"', undefined],
])('%s', (image, value) => {
  expect(stringOf(image)).toBe(value);
});

it.each([
  ['\\n', 'a\nbc\n'],
  ['\\r\\n', 'a\r\nbc\r\n'],
  ['\\r', 'a\rbc\r'],
])('lines end at %s', (_, text) => {
  const source = new Source('x', text);
  expect(source.lineCount).toBe(3);
  expect([1, 2, 3].map((line) => source.line(line))).toEqual(['a', 'bc', '']);
  expect(source.position(text.indexOf('c'))).toEqual({ line: 2, column: 2 });
});
