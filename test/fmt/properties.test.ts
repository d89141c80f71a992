// Of every text that reads: formatted once it stays as it is, means the same, and has the same mistakes.
// Of every other: it is left alone. `FUZZ_RUNS=N` tries N texts of each kind.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { compileGolden, goldenTexts } from '../check/golden-text.js';
import { promiseFormatted, promiseSameMeaning } from '../fuzz/promises/formatting.js';
import { grammatical, mutated, noise, soup, spread } from '../fuzz/texts.js';
import { networkText } from '../support/random-text.js';

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);

describe('random texts', () => {
  it.each([
    { kind: 'noise', texts: noise, share: 0 },
    { kind: 'words in any order', texts: soup, share: 0 },
    { kind: 'changed networks', texts: mutated, share: 0.1 },
    { kind: 'networks of the grammar', texts: grammatical, share: 1 },
    { kind: 'networks that check', texts: networkText({ smooth: false }), share: 1 },
    { kind: 'networks with blanks and comments anywhere', texts: spread, share: 0.1 },
  ])('$kind', ({ texts, share }) => {
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        if (promiseFormatted(text) !== undefined) read++;
      }),
      { numRuns },
    );
    // Otherwise little would have been formatted.
    expect(read).toBeGreaterThanOrEqual(share * numRuns);
  });

  it.each([
    { kind: 'changed networks', texts: mutated },
    { kind: 'networks of the grammar', texts: grammatical },
  ])('$kind have the same mistakes', ({ texts }) => {
    fc.assert(
      fc.property(texts, (text) => {
        const after = promiseFormatted(text);
        if (after !== undefined) promiseSameMeaning(compile(text), compile(after));
      }),
      // Compiled twice, which takes most of the time.
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });
});

describe.each(['errors', 'models', 'reported'])('the golden texts of %s', (folder) => {
  it.each(goldenTexts(folder))('$name', (golden) => {
    const text = promiseFormatted(golden.text);
    if (text === undefined || text === golden.text) return;
    promiseSameMeaning(compileGolden(golden), compileGolden({ ...golden, text }));
  });
});
