// Random small networks as `.cnn` texts, over most layers and their options; some layers stand in
// blocks, repeats and conditions, or are named and read again.

import * as fc from 'fast-check';
import { compile } from '../../compiler/index.js';
import { smoothActivations } from './activations.js';

const small = fc.integer({ min: 1, max: 3 });
const size = fc.oneof(
  small.map(String),
  fc.tuple(small, small).map(([height, width]) => `${height}x${width}`),
);
const range = fc.tuple(fc.nat(2), fc.nat(2)).map(([before, after]) => `${before}..${after}`);

const pad = fc.oneof(
  fc.constantFrom('', 'same', 'valid', 'pad same', 'pad 1', 'pad 0x1'),
  range.map((axis) => `pad ${axis}`),
  fc.tuple(range, range).map(([height, width]) => `pad ${height}x${width}`),
);

/** Smooth ones among them, so that some networks are smooth throughout. */
export const activationWords = [
  'relu', 'relu6', 'leaky', 'leaky 0.1', 'elu', 'elu 0.5', 'selu', 'gelu', 'silu', 'sigmoid', 'tanh',
  'hard-sigmoid', 'hard-swish', 'prelu',
]; // prettier-ignore
const smoothWords = smoothActivations.map(({ name }) => name);

interface Choice {
  readonly smooth: boolean;
}

const activation = ({ smooth }: Choice): fc.Arbitrary<string> =>
  fc.constantFrom(...(smooth ? smoothWords : activationWords));

const normalization = fc.constantFrom('bn', 'bn(noscale)', 'bn(nocenter eps 1e-2)', 'bn(noscale nocenter)');

function optional(words: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(fc.constant(''), words);
}

function joined(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((words) => words.filter((word) => word !== '').join(' '));
}

const count = fc.integer({ min: 1, max: 6 }).map(String);

function conv(choice: Choice): fc.Arbitrary<string> {
  const stride = optional(size.map((step) => `stride ${step}`));
  const dilation = optional(size.map((distance) => `dilation ${distance}`));
  const groups = optional(fc.constantFrom('groups 2', 'groups 3'));
  const suffix = fc.oneof(optional(activation(choice)), joined(normalization, optional(activation(choice))));
  return joined(
    fc.constant('conv'),
    count,
    size,
    stride,
    pad,
    dilation,
    groups,
    optional(fc.constant('nobias')),
    suffix,
  );
}

function pool({ smooth }: Choice): fc.Arbitrary<string> {
  const kind = smooth ? fc.constant('avg') : fc.constantFrom('max', 'avg');
  const stride = optional(size.map((step) => `stride ${step}`));
  const end = fc.constantFrom('', 'ceil', 'include-pad', 'ceil include-pad');
  return fc.oneof(
    joined(fc.constant('pool'), kind, size, stride, pad, end),
    kind.map((word) => `pool ${word} global`),
  );
}

const dropout = fc.constantFrom('dropout 0', 'dropout 30%');

function plain(choice: Choice): fc.Arbitrary<string> {
  const windowed = [conv(choice), pool(choice)];
  return fc.oneof(...windowed, ...windowed, activation(choice), normalization, dropout);
}

/** A layer that keeps the size of the map, for branches. */
function keeping(choice: Choice): fc.Arbitrary<string> {
  const end = optional(activation(choice));
  const kinds = choice.smooth ? ['avg'] : ['max', 'avg'];
  const pooling = fc.constantFrom(...kinds).map((kind) => `pool ${kind} 3 stride 1 same`);
  return fc.oneof(joined(fc.constant('conv 4'), size, fc.constant('same'), end), pooling);
}

function branching(choice: Choice): fc.Arbitrary<string> {
  const branch = fc.array(keeping(choice), { minLength: 1, maxLength: 2 }).map((layers) => layers.join('; '));
  const branches = fc.array(fc.oneof(branch, fc.constant('identity')), { minLength: 1, maxLength: 3 });
  const written = fc.tuple(
    fc.constantFrom('concat', 'inception', 'add'),
    branches,
    optional(activation(choice)),
  );
  const long = written.map(([word, parts, end]) => `${word} <${parts.join(' | ')}> ${end}`);
  return choice.smooth ? long : fc.oneof(long, fc.constant('inception <2, 2 3, 1 2, 1>'));
}

/** Layers that keep the size of the map, written out by a call, a repeat or a condition, or named. */
function expanded(choice: Choice): fc.Arbitrary<string> {
  const layer = keeping(choice);
  const call = fc.tuple(
    fc.constantFrom('Unit', 'Unit 2', 'Unit kernel=1x2'),
    optional(fc.constant('as unit')),
  );
  return fc.oneof(
    call.map((words) => words.join(' ').trim()),
    layer.map((line) => `repeat 2 as i { ${line}; conv (i + 2) 1x1 }`),
    fc.tuple(layer, layer).map(([one, other]) => `if in.channels > 3 { ${one} } else { ${other} }`),
    layer.map((line) => `${line} as stem; ${line}; concat <stem | identity>`),
  );
}

/** What `expanded` calls. */
function blocks(choice: Choice): fc.Arbitrary<string> {
  return fc
    .tuple(activation(choice), keeping(choice))
    .map(
      ([act, line]) =>
        `block Unit(maps = in.channels, kernel = 3) { conv maps kernel same ${act}; ${line} }\n`,
    );
}

function tail(choice: Choice, end: fc.Arbitrary<string>): fc.Arbitrary<string[]> {
  const hidden = optional(
    joined(fc.constant('dense 7'), optional(fc.constant('nobias')), activation(choice)),
  );
  return fc
    .tuple(fc.constant('flatten'), hidden, joined(fc.constant('dense 4'), end))
    .map((lines) => [...lines]);
}

/**
 * Texts that check. Layers that would not fit are left out one by one, so that shrinking a text
 * leaves one that checks.
 */
export function networkText(
  choice: Choice,
  end = fc.constantFrom('', 'softmax', 'sigmoid'),
): fc.Arbitrary<string> {
  const input = fc.tuple(fc.integer({ min: 4, max: 8 }), fc.integer({ min: 4, max: 8 }), small);
  const layers = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: plain(choice) },
      { weight: 1, arbitrary: branching(choice) },
      { weight: 1, arbitrary: expanded(choice) },
    ),
    { maxLength: 5 },
  );
  return fc.tuple(input, layers, tail(choice, end), blocks(choice)).map(([sizes, lines, last, declared]) => {
    const isCalled = lines.some((line) => line.startsWith('Unit'));
    const start = `${isCalled ? declared : ''}input ${sizes.join('x')}\n`;
    const text = lines.reduce((sofar, line) => (checks(sofar + line) ? `${sofar}${line}\n` : sofar), start);
    return `${text}${last.filter((line) => line !== '').join('\n')}\n`;
  });
}

function checks(text: string): boolean {
  return compile(text).diagnostics.length === 0;
}
