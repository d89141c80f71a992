// A few random texts of every kind; `npm run fuzz -- --runs N` tries as many as one likes. A failure prints
// the seed and the shortest text that shows it.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { readFile } from './files.js';
import { kinds, tryDraft } from './kinds.js';
import { grammatical } from './texts.js';

const numRuns = Number(process.env.FUZZ_RUNS ?? 60);

/** At least so many of them are whole networks: otherwise the graphs would hardly be tested. */
const wholeShare: Readonly<Record<string, number>> = { sound: 1 / 2, wild: 1 / 5 };

it.each(Object.keys(kinds))('all promises hold: %s', async (kind) => {
  let whole = 0;
  const property = fc.asyncProperty(kinds[kind], fc.noBias(fc.nat(719)), async (draft, draw) => {
    if (await tryDraft(draft, draw)) whole++;
  });
  await fc.assert(property, { numRuns });
  expect(whole).toBeGreaterThanOrEqual(numRuns * (wholeShare[kind] ?? 0));
});

describe('networks made by the grammar', () => {
  it('read without mistakes of form, and many of them are whole', () => {
    let whole = 0;
    const property = fc.property(grammatical, (text) => {
      const { diagnostics, graph } = compile(text, { file: 'fuzz.cnn', readFile });
      const own = diagnostics.filter(({ source }) => source.name === 'fuzz.cnn');
      expect(own.filter(({ code }) => code.startsWith('CNN1'))).toEqual([]);
      if (graph !== undefined) whole++;
    });
    fc.assert(property, { numRuns });
    expect(whole).toBeGreaterThan(numRuns / 20);
  });
});
