// The examples are written as the formatter writes.

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { formatted } from './formatted.js';

it.each(globSync('examples/**/*.cnn').toSorted())('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(formatted(text)).toBe(text);
});
