// A text that is read again after edits reads as if it were read for the first time.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, type Parsed } from '../../grammar/parser.js';
import { reparse } from '../../grammar/reparse.js';
import { Source } from '../../grammar/source.js';
import { grammatical, mutated, soup } from '../fuzz/texts.js';
import { networkText } from '../support/random-text.js';

const numRuns = Number(process.env.FUZZ_RUNS ?? 40);

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const networks = readdirSync(examples)
  .filter((name) => name.endsWith('.cnn'))
  .map((name) => readFileSync(examples + name, 'utf8'));

const pieces = [
  ' ', '\n', '\r', '\r\n', ';', '#', '# note', '"', '(', ')', '<', '>', '|', '{', '}', ',', '=', '->', '-', '×', '.', '_', 'x', '3',
  'conv 8 3x3', 'relu\n', '\nrelu', 'conv 8 3x3 same relu\n', 'else', 'if n > 1 {', 'param', 'as', 'param n = 3', 'as stem', 'use',
  '\nparam left =\n', '\nblock', 'expect parameters <', '1e999', '3xn', '"\\q"', '-1', 'add <\n', '\n| identity >\n',
]; // prettier-ignore

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(5), fc.nat(60)),
  put: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...pieces),
    fc.string({ unit: fc.constantFrom('a', '1', ' ', '\n', 'x', '8'), maxLength: 3 }),
    fc.string({ maxLength: 3 }),
  ),
});

function edited(text: string, { at, length, put }: Edit): string {
  const start = Math.floor(at * (text.length + 1));
  return text.slice(0, start) + put + text.slice(start + length);
}

/** How many of these texts, each an edit of the one before, were read without reading the whole. */
function expectSame(texts: readonly string[]): number {
  let source = new Source('model.cnn', texts[0]);
  let parsed = parse(source);
  let kept = 0;
  for (const text of texts.slice(1)) {
    const next = new Source('model.cnn', text);
    const again = reparse({ ...parsed, source }, next);
    const whole = parse(next);
    // Vitest's comparison says more, and takes ten times as long.
    if (!isDeepStrictEqual(again, whole))
      expect(again, JSON.stringify([source.text, text])).toStrictEqual(whole);
    if (keepsNodes(parsed, again)) kept++;
    [source, parsed] = [next, again];
  }
  return kept;
}

function keepsNodes(before: Parsed, after: Parsed): boolean {
  const known = new Set(before.file.statements);
  return after.file.statements.some((statement) => known.has(statement));
}

/** An edit, another that follows it, and back to the text as it was. */
const edits = fc.array(fc.tuple(edit, edit), { minLength: 1, maxLength: 4 });

describe('reads as `parse` does', () => {
  it.each([
    { kind: 'words in any order', texts: soup, share: 0 },
    { kind: 'changed networks', texts: mutated, share: 0.01 },
    { kind: 'networks of the grammar', texts: grammatical, share: 0.04 },
    { kind: 'networks that check', texts: networkText({ smooth: false }), share: 0.04 },
    { kind: 'the examples', texts: fc.constantFrom(...networks), share: 0.04 },
  ])('$kind, edited', ({ texts, share }) => {
    let [kept, all] = [0, 0];
    fc.assert(
      fc.property(texts, edits, (text, list) => {
        const versions = list.flatMap(([first, second]) => {
          const once = edited(text, first);
          return [text, once, edited(once, second)];
        });
        kept += expectSame(versions);
        all += versions.length - 1;
      }),
      { numRuns },
    );
    // Otherwise little would have been tried.
    expect(kept / all).toBeGreaterThanOrEqual(share);
  });

  it('a text while someone types it', () => {
    const [text] = networks;
    const start = text.indexOf('\n', text.length / 3) + 1;
    const line = 'conv 12 3x3 pad (1 + 0) relu as typed -> _x_x12\n';
    const versions = Array.from(
      line,
      (_, i) => text.slice(0, start) + line.slice(0, i + 1) + text.slice(start),
    );
    expect(expectSame([text, ...versions])).toBeGreaterThan(line.length / 2);
  });
});

it('an edit between the first and the last statement leaves both as they are', () => {
  const before = new Source('model.cnn', 'input 8x8x1\nconv 2 3x3\nrelu\nbn\nflatten\n');
  const parsed = parse(before);
  const { file } = reparse(
    { ...parsed, source: before },
    new Source('model.cnn', before.text.replace('relu', 'tanh')),
  );
  expect(file.statements[0]).toBe(parsed.file.statements[0]);
  expect(file.statements[4]).toBe(parsed.file.statements[4]);
});
