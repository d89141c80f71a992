// Texts of all kinds: noise, words of the language in any order, real networks with changes, and
// networks made by the grammar.

import fc from 'fast-check';
import { layers } from '../../compiler/layers/index.js';
import { goldenTexts } from '../check/golden-text.js';

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

export const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...'(){}<>|;,=-+*/^_x#".0123456789 \n\t'.split('')), maxLength: 300 }),
);

export const soup = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', ' ', '', '\n')), { maxLength: 60 })
  .map((pairs) => pairs.flat().join(''));

/** Small enough that a thousand of them take no time. */
const samples = ['errors', 'models']
  .flatMap((folder) => goldenTexts(folder))
  .map(({ text }) => text)
  .filter((text) => text.length < 3000);

/** A sample with a few stretches taken out, doubled, replaced by a word, or swapped for another's. */
export const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
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

const number = fc.constantFrom(
  '1',
  '2',
  '3',
  '4',
  'n',
  '(n + 1)',
  '2*n',
  'in.channels',
  'pick(n - 1, 2, 4)',
  '(n > 1) + 1',
  'max(2, n)',
  '6 // 2',
);
const kernel = fc.constantFrom('1x1', '3x3', '3', '5x3', '(n)x(n)', '7x7');
const option = fc.constantFrom(
  'same', 'valid', 'stride 2', 'stride 2x1', 'pad 1', 'pad 0..1', 'pad 1x0', 'dilation 2', 'groups 2', 'nobias',
); // prettier-ignore
const ending = fc.constantFrom(
  '',
  'relu',
  'bn',
  'bn relu',
  'leaky 0.1',
  'bn(eps 1e-5) tanh',
  'softmax',
  'prelu',
);
const claim = fc.constantFrom('', '', '', '', '', '', '-> _x_', '-> _x_x_', '-> 8x8x4', 'as stem');
const condition = fc.constantFrom(
  'n > 1',
  'in.channels == 4',
  'not n',
  'n == 2 and in.height > 4',
  '0 or n',
  '1',
);
const call = fc.constantFrom(
  'Unit', 'Unit n', 'Unit 4 1x3', 'Unit kernel=1 act=gelu', 'Unit 3 act=(n)', 'Deep 2', 'Deep n as deep', 'Unit 2 same',
); // prettier-ignore
const rounds = fc.constantFrom('repeat 2', 'repeat n as i', 'repeat 0', 'repeat in.channels // 2');

const { layer } = fc.letrec<{ layer: string; branches: string; sequence: string }>((tie) => ({
  layer: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(fc.constant('conv'), number, kernel, option, ending, claim).map((parts) => parts.join(' ')),
    fc.tuple(fc.constantFrom('pool max', 'pool avg'), kernel, fc.constantFrom('', 'same', 'stride 1', 'ceil'), claim)
      .map((parts) => parts.join(' ')),
    fc.constantFrom('bn', 'relu', 'flatten', 'dropout 0.5', 'pool avg global', 'dense 10', 'identity', 'from stem'),
    call,
    fc.tuple(rounds, tie('sequence')).map(([head, body]) => `${head} { ${body} }`),
    fc.tuple(condition, tie('sequence'), condition, tie('sequence'))
      .map(([first, body, second, other]) => `if ${first} { ${body} } else if ${second} { ${other} }`),
    fc.tuple(fc.constantFrom('concat', 'add', 'inception', 'residual', 'multiply'), tie('branches'), ending, claim).map((parts) => parts.join(' ')),
    fc.constant('inception <n, 2 3, 1 2, 4>'),
  ),
  branches: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((list) => `<${list.join(' | ')}>`),
  sequence: fc.array(tie('layer'), { minLength: 1, maxLength: 3 }).map((list) => list.join('; ')),
})); // prettier-ignore

const input = fc.constantFrom(
  'input 8x8x4', 'input 28x28x1', 'input (8*n)x8x(n)', 'input 16', 'input 1x1x8', 'input 32x3', 'input 4x8x8x2',
  'input 8x8x4 as stem', 'input a 8x8x4; conv 2 3x3 as stem; input b 8x8x4',
); // prettier-ignore

/** Calls none of the blocks: a recursion without end runs into the limits, which takes seconds. */
const body = fc.constantFrom(
  'relu', 'conv maps 1x1', 'conv 2 3x3 same bn as c; add <c | identity> relu', 'if in.channels > 2 { conv 2 1x1 }',
  'repeat 2 as i { conv (i + 1) 1x1 }', 'pool max 2 same', '',
); // prettier-ignore

/** Always read without mistakes of form; often with mistakes of shapes. */
export const grammatical = fc
  .tuple(
    input,
    fc.array(layer, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(
      '',
      '',
      'expect parameters < 10k',
      'train { epochs 2; loss mse }',
      'relu as last\noutput last',
    ),
    body,
    body,
  )
  .map(([start, list, last, end, step]) =>
    [
      'param n = 2',
      start,
      ...list,
      last,
      `block Unit(maps = in.channels, kernel = 3x3, act = relu) { conv maps kernel same act; ${end} }`,
      `block Deep(left, maps = left) { if left > 0 { ${step}; Deep (left - 1) maps } }`,
      '',
    ].join('\n'),
  );
