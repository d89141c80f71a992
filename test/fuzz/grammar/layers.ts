// Layers that fit where they stand: on maps of one, two or three axes, those that keep its sizes, so that
// they may stand in branches, and those that change them.

import fc from 'fast-check';
import {
  activation,
  body,
  branches,
  condition,
  count,
  name,
  normalization,
  number,
  seldom,
  someOf,
  statements,
  suffix,
  words,
  type Text,
} from './words.js';

export type Axes = 1 | 2 | 3;

export interface MapLayers {
  /** A layer, or several, that leave every axis but the channels as it is. */
  readonly keeping: Text;
  readonly keepingSequence: Text;
  readonly changing: Text;
}

const kernels = {
  1: ['1', '3', '5', '(n)', '(n + 1)'],
  2: ['1x1', '3x3', '3', '5x3', '(n)x(n)', '1', '1x7', '(n)x3', '3x3'],
  3: ['1x1x1', '3', '1x2x3', '(n)x1x(n + 1)', '2'],
} as const;

const sizes = {
  1: ['in.length', 'in.channels'],
  2: ['in.height', 'in.width', 'in.channels'],
  3: ['in.depth', 'in.height', 'in.width', 'in.channels'],
} as const;

/** `as NAME -> SHAPE`, of all axes or of all but channels, in either order or on the next line. */
function ending(axes: Axes): Text {
  const spatial = Array<string>(axes).fill('_').join('x');
  const claim = fc.constantFrom(`-> ${spatial}x_`, `-> ${spatial}`, `\n-> ${spatial}x_`);
  const named = name.map((word) => `as ${word}`);
  const both = fc.oneof(words(named, claim), words(`-> ${spatial}`, named));
  return fc.oneof({ weight: 12, arbitrary: fc.constant('') }, { weight: 2, arbitrary: claim }, named, both);
}

/** One layer with a window that keeps the sizes of the map. */
function windows(axes: Axes): Text {
  const kernel = fc.constantFrom(...kernels[axes]);
  const same = fc.constantFrom('same', 'same', 'pad same');
  const options = words(same, seldom(someOf('nobias', 'dilation 2', 'init he', 'stride 1', 'groups 1'), 3));
  const plain = words(same, seldom(someOf('nobias', 'dilation 2', 'stride 1'), 3));
  const once = fc.constantFrom('1', '1 valid', '1 pad valid', '1 pad 0');
  const multiplied = words(plain, seldom(fc.constant('multiplier 2')));
  return fc.oneof(
    { weight: 6, arbitrary: words('conv', number, kernel, options, suffix) },
    words('conv', number, once, suffix),
    words('conv-transpose', number, kernel, plain, suffix),
    words('depthwise', kernel, multiplied, suffix),
    words('separable', number, kernel, multiplied, suffix),
    words('pool max', kernel, 'stride 1 same'),
    words('pool avg', kernel, 'stride 1 same', seldom(fc.constant('include-pad'), 2)),
  );
}

/** One layer without a window that keeps the sizes of the map. */
function pointwise(axes: Axes): Text {
  const same = sizes[axes].map((size) => `(${size})`).join('x');
  return fc.oneof(
    fc.constantFrom('identity', 'bn', 'bn eps 1e-5 momentum 0.9', 'bn noscale', 'bn(nocenter)'),
    fc.constantFrom(
      'dropout 0.5',
      'dropout 30%',
      'dropout (1 / 4)',
      'lrn 3',
      'lrn 5 alpha 1e-4 beta 0.75 k 2',
    ),
    fc.constantFrom(
      'scale 2',
      'scale 2 shift (-1)',
      'scale 0.1',
      'shuffle 1',
      'shuffle in.channels',
      `reshape ${same}`,
    ),
    fc.constantFrom('upsample 1', 'crop 0', 'zero-pad 0', 'zero-pad 1; crop 1', 'upsample 1 bilinear'),
    activation,
    normalization,
  );
}

/** Layers that hold sequences of others, all of which keep the sizes. */
function nested(sequence: Text): Text {
  const to3 = sequence.map((text) => `${text}${/#[^\n]*$/.test(text) ? '\n' : '; '}conv 3 1`);
  const gate = words('pool avg global; conv in.channels 1 sigmoid');
  const named = fc.tuple(name, sequence);
  return fc.oneof(
    words('concat', branches(sequence, sequence), suffix),
    words('concat', branches(sequence, fc.constant('identity'), sequence)),
    words('concat', branches(sequence, fc.constant('crop auto'))),
    words('add', branches(to3, to3), suffix),
    words('multiply', branches(fc.constant('identity'), gate), suffix),
    words('residual', branches(sequence), suffix),
    words('residual identity', branches(sequence), seldom(activation)),
    words('inception', branches(sequence, sequence, fc.constant('pool max 3; conv 2 1')), suffix),
    words('inception', fc.constantFrom('<2, 2 3, 1 2, 4>', '<n, n (n), 1 (n + 1), 1>')),
    words('repeat', count, seldom(fc.constant('as i'), 2), body(sequence)),
    words(
      'if',
      condition,
      body(sequence),
      seldom(words('else if', condition, body(sequence)), 2),
      'else',
      body(sequence),
    ),
    words('if', condition, body(sequence)),
    named.map(([word, text]) => `relu as ${word}\n${text}\nconcat <${word} | ${word}; conv 1 1 | identity>`),
    named.map(([word, text]) => `relu as ${word}\n${text}\nfrom ${word}`),
    named.map(([word, text]) => `relu as ${word}\n${text}\nJoined ${word} maps=3`),
  );
}

const calls = fc.constantFrom(
  'Unit', 'Unit n', 'Unit 4 3', 'Unit kernel=1 act=gelu', 'Unit 3 act=leaky', 'Unit maps=in.channels*2', 'Deep 2', 'Deep n', 'Unit 2 step=1',
  'Bare', 'Used 2', 'Used', 'Unit kernel=3 step=1', 'Unit maps=(7 // 2) kernel=(n)',
); // prettier-ignore

function changing(axes: Axes): Text {
  const kernel = fc.constantFrom(...kernels[axes]);
  const larger = fc.oneof(
    fc.constantFrom(
      'upsample 2',
      'upsample 2 bilinear',
      'upsample 1 nearest',
      'zero-pad 1',
      'zero-pad 0..1',
      'zero-pad 2..0',
    ),
    words('conv-transpose', number, '2 stride 2 same', suffix),
    words('conv-transpose', number, '3 stride 2 pad 1 output-pad 1', suffix),
  );
  const smaller = fc.oneof(
    words('conv', number, kernel, 'stride 2 same', suffix),
    words(
      'pool',
      fc.constantFrom('max', 'avg'),
      '2',
      fc.constantFrom('same', 'ceil', 'pad 1 ceil', 'pad 0..1', 'same stride 3'),
    ),
    words('residual <conv 4 3 stride 2 nobias bn relu; conv 4 3 nobias bn>', suffix),
    words('depthwise', kernel, 'stride 2 same'),
    fc.constantFrom(
      'pool avg global',
      'pool max global',
      'conv 2 3 pad 1..2',
      'conv 3 2 pad 1',
      'crop 0..0',
      'separable 4 3 stride 2 same',
    ),
  );
  return fc.oneof({ weight: 2, arbitrary: smaller }, { weight: 1, arbitrary: larger });
}

export function mapLayers(axes: Axes): MapLayers {
  const end = ending(axes);
  const { keeping, sequence } = fc.letrec<{ keeping: string; sequence: string }>((tie) => ({
    keeping: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 8, arbitrary: words(windows(axes), end) },
      { weight: 6, arbitrary: words(pointwise(axes), end) },
      { weight: 2, arbitrary: words(calls, seldom(name.map((word) => `as ${word}`))) },
      { weight: 3, arbitrary: nested(tie('sequence')) },
    ),
    sequence: statements(tie('keeping'), 2),
  }));
  return { keeping, keepingSequence: sequence, changing: words(changing(axes), end) };
}
