// On broken texts nothing is thrown, and what is offered does not break a text further. `FUZZ_RUNS=N`
// tries N broken texts.

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { analyze } from '../../../compiler/compile.js';
import { complete } from '../../../compiler/services/complete.js';
import { hover } from '../../../compiler/services/hover.js';
import { inlayHints } from '../../../compiler/services/inlay-hints.js';
import { signatureHelp } from '../../../compiler/services/signature-help.js';
import { parse } from '../../../grammar/parser.js';
import { Source } from '../../../grammar/source.js';
import { caseFiles } from './cases.js';

const numRuns = Number(process.env.FUZZ_RUNS ?? 40);

const examples = [
  'golden/services/hover/blocks.cnn',
  'golden/services/hover/lenet.cnn',
  '../examples/lenet-5.cnn',
].map((path) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8').replaceAll('‸', ''),
);

/** A text with a stretch of it replaced by a few of the language's marks and words. */
const mutated = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(12),
    fc.array(
      fc.constantFrom(
        '<',
        '>',
        '|',
        '{',
        '}',
        '(',
        ')',
        '\n',
        ';',
        ' ',
        '"',
        '#',
        'conv ',
        'in.',
        '3x',
        '->',
        ' as ',
        '=',
        ',',
        'repeat ',
        'a',
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, place, length, words]) => {
    const at = Math.floor(place * text.length);
    return { text: text.slice(0, at) + words.join('') + text.slice(at + length), at };
  });

test('broken texts throw nothing at any offset', () => {
  fc.assert(
    fc.property(mutated, fc.nat(40), ({ text, at }, beyond) => {
      const analysis = analyze(new Source('model.cnn', text), {});
      for (const offset of [0, at, Math.min(text.length, at + 2), Math.max(0, at - beyond), text.length]) {
        hover(analysis, offset);
        signatureHelp(analysis, offset);
        for (const { span } of complete(analysis, offset)) {
          expect(span.start).toBeLessThanOrEqual(offset);
          expect(span.end).toBeGreaterThanOrEqual(offset);
        }
      }
      inlayHints(analysis, { start: 0, end: text.length });
    }),
    { numRuns },
  );
});

/** As if every place were left as it is offered. */
function filledIn(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d/g, '');
}

test('what is offered does not break the text further', () => {
  const cases = ['completion', 'signature-help'].flatMap((feature) =>
    caseFiles(feature).flatMap(({ cases }) => cases),
  );
  for (const { analysis, cursors, title } of cases) {
    const { text } = analysis.source;
    const before = parse(analysis.source).errors.length;
    for (const { text: written, isSnippet, span, label } of complete(analysis, cursors[0])) {
      const inserted = isSnippet ? filledIn(written) : written;
      const after = new Source('model.cnn', text.slice(0, span.start) + inserted + text.slice(span.end));
      expect(parse(after).errors.length, `${title}: ${label}`).toBeLessThanOrEqual(before);
    }
  }
});
