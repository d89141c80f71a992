// How random pieces of text are put together, and the small pieces that all layers share: numbers,
// conditions, names, what stands at the end of a layer.

import fc from 'fast-check';

export type Text = fc.Arbitrary<string>;

/** The pieces in this order, without those that are empty. */
export function words(...pieces: readonly (Text | string)[]): Text {
  const drawn = pieces.map((piece) => (typeof piece === 'string' ? fc.constant(piece) : piece));
  return fc.tuple(...drawn).map((parts) => parts.filter((part) => part !== '').join(' '));
}

/** Some of the options, in any order. */
export function someOf(...options: readonly string[]): Text {
  return fc
    .shuffledSubarray([...options], { maxLength: Math.min(3, options.length) })
    .map((chosen) => chosen.join(' '));
}

/** Once in so many times, otherwise nothing. */
export function seldom(piece: Text, times = 4): Text {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant('') }, { weight: 1, arbitrary: piece });
}

/** Never the same twice, or hardly ever. */
export const name: Text = fc.noBias(fc.nat(99_999)).map((number) => `v${number}`);

/** Small whole numbers above 0 where `n` is 2, whatever arrives. */
export const number: Text = fc.constantFrom(
  '1', '2', '3', '4', '6', '2', '3', '4', '8', 'n', '(n + 1)', '2*n', 'n+1', '(n)', 'in.channels', '(-n + 5)', '2^n', '(2 - -1)',
  'pick(n - 1, 2, 4)', '(n > 1) + 1', '(not n) + 2', '(n == 2 and in.channels > 0) + 1', '(0 or n) + 1', '(7 // n)',
  'max(2, n)', 'min(n, 3, 8)', 'ceil(n / 3)', 'floor(2.9)', 'round(2.5)', 'mod(7, 4)', 'choose(n >= 2, 3, 4)', '0.5*8', '4e0', '400%',
); // prettier-ignore

/** Of what is in the file alone, so that they hold anywhere. */
export const condition: Text = fc.constantFrom(
  '1', '0', 'n', 'n > 1', 'in.channels >= 4', 'not n', 'n == 2 and in.channels < 4', '0 or n != 2', 'not (n <= 1)', 'n*2 - 4',
); // prettier-ignore

export const count: Text = fc.constantFrom('2', 'n', '0', '1', '(n - 1)', 'in.channels // 4');

export const activation: Text = fc.constantFrom(
  'relu', 'relu', 'relu6', 'leaky', 'leaky 0.1', 'elu', 'elu 0.5', 'selu', 'gelu', 'silu', 'sigmoid', 'tanh', 'softmax',
  'hard-sigmoid', 'hard-swish', 'prelu', 'leaky(0.2)', 'leaky slope=0.2',
); // prettier-ignore

export const normalization: Text = fc.constantFrom(
  'bn',
  'bn',
  'bn(eps 1e-5)',
  'bn(noscale momentum 0.9)',
  'bn(nocenter)',
  'bn(noscale nocenter eps 1e-2)',
);

/** What may end a layer that has weights or branches. */
export const suffix: Text = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: activation },
  { weight: 1, arbitrary: normalization },
  { weight: 1, arbitrary: words(normalization, activation) },
  { weight: 1, arbitrary: words(activation, normalization) },
);

/** Between two statements. */
const separator: Text = fc.oneof(
  { weight: 6, arbitrary: fc.constant('; ') },
  { weight: 6, arbitrary: fc.constant('\n') },
  { weight: 1, arbitrary: fc.constantFrom('\n\n', ' ;; ', '\n\n\n  ', '\r\n', ' # note\n', '\n# own line\n', '\n # cnnc-allow CNN603\n\t') },
); // prettier-ignore

/** A list of statements with all that may stand between them. */
export function statements(one: Text, most: number, least = 1): Text {
  const pair = fc.tuple(one, separator);
  return fc
    .array(pair, { minLength: least, maxLength: most })
    .map((pairs) =>
      pairs.map(([statement, after], i) => statement + (i < pairs.length - 1 ? after : '')).join(''),
    );
}

/** `<A | B>`, on one line or several. */
export function branches(...sequences: readonly Text[]): Text {
  const layout = fc.constantFrom(
    ['<', ' | ', '>'],
    ['<', '|', '>'],
    ['<\n  ', '\n| ', '\n>'],
    ['< # first\n', ' |\n', ' >'],
  );
  return fc
    .tuple(layout, fc.tuple(...sequences))
    .map(([[open, bar, close], parts]) => open + parts.join(bar) + close);
}

/** A body ends on its line, or on the next where a comment may stand before. */
export function body(sequence: Text): Text {
  return sequence.map((text) => (/[\n#]/.test(text) ? `{\n${text}\n}` : `{ ${text} }`));
}
