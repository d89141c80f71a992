// Random texts of all kinds. `npm run fuzz -- --runs N` tries N of each; a failure prints the seed
// and the shortest text that shows it.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectPromises } from './properties.js';
import { grammatical, mutated, noise, soup } from './texts.js';

const numRuns = Number(process.env.FUZZ_RUNS ?? 400);

it.each([
  { kind: 'noise', texts: noise },
  { kind: 'words in any order', texts: soup },
  { kind: 'changed networks', texts: mutated },
])('$kind', ({ texts }) => {
  fc.assert(
    fc.property(texts, (text) => void expectPromises(text)),
    { numRuns },
  );
});

it('networks made by the grammar read without mistakes of form', () => {
  let whole = 0;
  fc.assert(
    fc.property(grammatical, (text) => {
      const { diagnostics, graph } = expectPromises(text);
      expect(diagnostics.filter(({ code }) => code.startsWith('CNN1'))).toEqual([]);
      if (graph !== undefined) whole++;
    }),
    { numRuns },
  );
  // Otherwise the graphs would hardly be tested.
  expect(whole).toBeGreaterThan(numRuns / 40);
});
