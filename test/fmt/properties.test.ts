// Of every text that reads: formatted once it stays as it is, means the same, and has the same mistakes.
// Of every other: it is left alone. `FUZZ_RUNS=N` tries N texts of each kind.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { print } from '../../grammar/print/print.js';
import { Source } from '../../grammar/source.js';
import { compileGolden, goldenTexts } from '../check/golden-text.js';
import { grammatical, mutated, noise, soup } from '../fuzz/texts.js';
import { networkText } from '../support/random-text.js';
import { expectSameText } from './same-text.js';

const numRuns = Number(process.env.FUZZ_RUNS ?? 300);

/** Whether the text reads. */
function expectPromises(text: string): boolean {
  const { text: after, errors } = print(new Source('model.cnn', text));
  if (errors.length > 0) {
    expect(after).toBe(text);
    return false;
  }
  expect(print(new Source('model.cnn', after))).toEqual({ text: after, errors: [] });
  expect(after).toMatch(/^$|^[^\n](.|\n)*[^\n]\n$|^[^\n]\n$/);
  expect(after).not.toMatch(/ \n|\n\n\n|\r|\t\n/);
  expectSameText(after, text);
  return true;
}

/** A message may quote the text, whose blanks differ. */
function told(diagnostics: readonly { readonly code: string; readonly message: string }[]): string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message.replace(/\s/g, '')}`);
}

/** Blanks, line breaks and comments where any may stand. */
const spread = fc
  .tuple(
    fc.oneof(grammatical, mutated, networkText({ smooth: false })),
    fc.array(
      fc.constantFrom(
        ' ',
        '  ',
        '\t',
        '\n',
        '\r\n',
        '\n\n\n',
        ' # note\n',
        '\n# own  \n',
        ';',
        ' ;; # end\n',
      ),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
    fc.infiniteStream(fc.nat(3)),
  )
  .map(([text, blanks, choices]) => {
    let count = 0;
    return text.replace(/[ \n;]/g, (blank) => {
      const choice = choices.next().value as number;
      return choice === 0 ? (/[;\n]/.test(blank) ? blank : '') + blanks[count++ % blanks.length] : blank;
    });
  });

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
        if (expectPromises(text)) read++;
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
        const { text: after, errors } = print(new Source('model.cnn', text));
        if (errors.length === 0)
          expect(told(compile(after).diagnostics)).toEqual(told(compile(text).diagnostics));
      }),
      // Compiled twice, which takes most of the time.
      { numRuns: Math.ceil(numRuns / 3) },
    );
  });
});

describe.each(['errors', 'models', 'reported'])('the golden texts of %s', (folder) => {
  it.each(goldenTexts(folder))('$name', (golden) => {
    if (!expectPromises(golden.text)) return;
    const text = print(new Source('model.cnn', golden.text)).text;
    if (text === golden.text) return;
    const [before, after] = [compileGolden(golden), compileGolden({ ...golden, text })];
    expect(told(after.diagnostics)).toEqual(told(before.diagnostics));
    expect(after.model.outputs).toEqual(before.model.outputs);
  });
});
