// Texts of all kinds: noise, words of the language in any order, real networks with changes, networks made
// by the grammar, and any of these with blanks and comments where they may stand.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { layers } from '../../compiler/layers/index.js';
import { goldenTexts } from '../check/golden-text.js';
import { grammatical } from './grammar/network.js';

export { grammatical };

const words = [
  ...layers.keys(),
  'input', 'model', 'param', 'expect', 'train', 'as', 'in', 'and', 'or', 'not', 'use', 'block', 'repeat', 'if',
  'else', 'from', 'output', 'max', 'avg', 'same', 'valid', 'pad', 'stride', 'dilation', 'groups', 'nobias', 'ceil',
  'global', 'include-pad', 'eps', 'momentum', 'parameters', 'macs', 'data', 'idx', 'loss', 'cross-entropy', 'epochs',
  'optimizer', 'adam', 'lr', 'in.channels', 'in.height', 'n', 'm', 'stem', 'Unit', 'Unit 8', 'block Unit(n) {', 'repeat 2 {', 'if n {', 'else {', '} else if 1 {', 'floor', 'pick', 'mod', 'x', '_',
  '0', '1', '2', '3', '8', '10', '28', '0.5', '1e-3', '40%', '65k', '1e999', '3x3', '1x1', '28x28x1', '8x8x4', '_x3',
  '0..1', '"a"', '"', '->', '<', '>', '|', '{', '}', '(', ')', '+', '-', '*', '/', '//', '^', '=', '==', '<=', '!=',
  ';', ',', '..', '#', '×', '\t', '\n', '\n', '\n', '\r\n', '\r', '\0', '\ufeff', '\ud800', '😀',
]; // prettier-ignore

const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const marks = fc.constantFrom(...'(){}<>|;,=-+*/^_x#".0123456789 \n\t'.split(''));

/** Short ones, and now and then longer ones. */
const sizes = ['small', 'small', 'medium'] as const;

export const noise = fc.oneof(
  ...sizes.flatMap((size) => [
    fc.string({ unit: 'binary', maxLength: 200, size }),
    fc.string({ unit, maxLength: 200, size }),
    fc.string({ unit: marks, maxLength: 300, size }),
  ]),
);

const word = fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', ' ', '', '\n'));

export const soup = fc
  .oneof(...sizes.map((size) => fc.array(word, { maxLength: 60, size })))
  .map((pairs) => pairs.flat().join(''));

const golden = ['errors', 'models', 'lints', 'reported', 'fmt', 'diff'].flatMap((folder) =>
  goldenTexts(folder),
);
const examples = globSync('examples/**/*.cnn')
  .toSorted()
  .map((file) => readFileSync(file, 'utf8'));

/** The golden texts and all examples, but those that are long, or grow until they are stopped. */
export const samples: readonly string[] = [...golden.map(({ text }) => text), ...examples].filter(
  (text) =>
    text.length < 3000 && !/repeat \d+(?:\d\d|e|k|M)/.test(text) && !/block (\w+)\b[^}]*\b\1\b/.test(text),
);

/** Seldom a large one, which takes as long as ten others. */
export const sample = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...samples.filter((text) => text.length < 800)) },
  { weight: 1, arbitrary: fc.constantFrom(...samples) },
);

/** A sample with a few stretches taken out, doubled, replaced by a word, or swapped for another's. */
export const mutated = fc
  .tuple(
    sample,
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(12),
        put: fc.oneof(fc.constantFrom(...words), fc.constant(''), fc.string({ maxLength: 3 })),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([sample, changes]) =>
    changes.reduce((text, { at, length, put }) => {
      const start = Math.floor(at * text.length);
      return text.slice(0, start) + put + text.slice(start + length);
    }, sample),
  );

const blanks = fc.constantFrom(
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
);

/** Blanks, line breaks and comments where any may stand. */
export const spread = fc
  .tuple(
    fc.oneof(grammatical, mutated),
    fc.array(blanks, { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat(11), { minLength: 10, maxLength: 60, size: 'medium' }),
  )
  .map(([text, put, choices]) => {
    let [count, place] = [0, 0];
    return text.replace(/[ \n;]/g, (blank) => {
      return choices[place++ % choices.length] === 0
        ? (/[;\n]/.test(blank) ? blank : '') + put[count++ % put.length]
        : blank;
    });
  });

/** Without one of its lines. */
export function lineOut(text: string, draw: number): string {
  const lines = text.split('\n');
  return lines.toSpliced(draw % lines.length, 1).join('\n');
}
