// The layout as a person reads it: `X.cnn` of `test/golden/fmt/` becomes `X.formatted.cnn` beside it.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { print } from '../../grammar/print/print.js';
import { Source } from '../../grammar/source.js';
import { formatted } from './formatted.js';
import { promiseSameText } from './same-text.js';

const folder = fileURLToPath(new URL('../golden/fmt/', import.meta.url));
const texts = readdirSync(folder).filter((file) => file.endsWith('.cnn') && !file.endsWith('.formatted.cnn'));

it.each(texts)('%s', async (file) => {
  const text = readFileSync(folder + file, 'utf8');
  const after = formatted(text);
  promiseSameText(after, text);
  expect(formatted(after)).toBe(after);
  await expect(after).toMatchFileSnapshot(folder + file.replace(/\.cnn$/, '.formatted.cnn'));
});

it('there is a source for every formatted text', () => {
  const results = readdirSync(folder).filter((file) => file.endsWith('.formatted.cnn'));
  expect(results).toEqual(texts.map((file) => file.replace(/\.cnn$/, '.formatted.cnn')));
});

it('a bar outside of branches loses nothing of what follows it', () => {
  const text = 'input   8\n| relu\ntanh\n';
  const printed = print(new Source('model.cnn', text));
  expect(printed.text).toBe(text);
  expect(printed.errors).toHaveLength(1);
});
