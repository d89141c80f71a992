// What stands around the layers: the model's name, params, blocks, budgets, the train block.

import fc from 'fast-check';
import { body, seldom, someOf, words, type Text } from './words.js';

export const head: Text = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  fc.constantFrom('model Net', '# A network\nmodel LeNet5 # of 1998\n'),
);

/** `n` is 2 wherever layers use it. */
export const params: Text = fc.constantFrom(
  'param n = 2', 'param n = 1 + 1', 'param share = 40%\nparam n = round(share * 5) # 2', 'param n = max(1, 2)\nparam unused = 1.2M', 'param a = 3; param n = a - 1',
); // prettier-ignore

/** Blocks that come in a body of one of these; none calls the others but `Deep` itself, which ends. */
const blockBody: Text = fc.constantFrom(
  'relu', 'conv maps 1', 'conv 2 3 same bn as c; add <c | identity> relu', 'if in.channels > 2 { conv 2 1 } else { bn }',
  'repeat 2 as i { conv (i + 1) 1 }', 'residual <conv maps 3; conv maps 3>', 'inception <maps, 1 2, 1 2, maps>', '# nothing else',
); // prettier-ignore

const joined = 'block Joined(level, maps = 2) { concat <level; conv maps 1 | identity> }';
const bare = fc.constantFrom(
  'block Bare { relu }',
  'block Bare() {\n  bn\n  tanh\n}',
  'block Bare { identity as out }',
);

export const blocks: fc.Arbitrary<readonly string[]> = fc.tuple(bare, body(blockBody.map((text) => `conv maps kernel same stride step act\n${text}`)), body(blockBody)).map(
  ([first, unit, deep]) => [
    first,
    joined,
    `block Unit(maps = in.channels, kernel = 3, act = relu, step = 1) ${unit}`,
    `block Deep(left, maps = left + 1) {\n  if left > 0 ${deep}\n  if left > 0 { Deep (left - 1) maps }\n}`,
    'use "parts.cnn" # Used',
    'use "./parts.cnn" #Used',
  ],
); // prettier-ignore

/** The blocks that a network calls, by the names that stand in it; now and then one that it does not call. */
export function calledIn(network: string, declared: readonly string[], draw: number): readonly string[] {
  const used = declared.filter((block) => isNamed(/(?:block |#) ?(\w+)/.exec(block)?.[1], network));
  const isUseTwice = used.at(-1)?.startsWith('use') === true;
  const rest = isUseTwice ? used.toSpliced(draw % 2 === 0 ? -1 : -2, 1) : used;
  return draw % 8 === 0
    ? [...rest, 'block Idle(maps, act = relu, level) { conv maps 3 act; concat <level | identity> }']
    : rest;
}

function isNamed(name: string | undefined, network: string): boolean {
  return name !== undefined && new RegExp(`\\b${name}\\b`).test(network);
}

const budget: Text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('parameters < 4G', 'trainable <= 100M', 'macs >= 0', 'receptive-field >= 0', 'layers > 0', 'depth < 65k', 'activation-memory != 1') },
  { weight: 1, arbitrary: words(fc.constantFrom('parameters', 'macs', 'layers', 'depth', 'trainable', 'receptive-field', 'activation-memory'), fc.constantFrom('<', '<=', '==', '>', '>=', '!='), fc.constantFrom('1', '100', '65k', 'n * 50', '(n > 1) * 8')) },
); // prettier-ignore

export const budgets: Text = seldom(
  budget.map((text) => `expect ${text}`),
  3,
);

const optimizer: Text = fc.oneof(
  words('adam', someOf('lr 0.001', 'beta1 0.9', 'beta2 0.99', 'eps 1e-7')),
  words('adamw', someOf('lr 1/1000', 'decay 0.01')),
  words('rmsprop', someOf('lr 1/100', 'rho 90%')),
  words('sgd', someOf('lr 0.1', 'momentum 0.9')),
  fc.constant('sgd lr (1 + 1)/20 momentum 1 - 0.1 nesterov'),
);

const others: Text = fc
  .subarray([
    'data idx "mnist/"',
    'batch 64',
    'epochs 5',
    'validate 10%',
    'seed 42',
    'scale 1/127.5 shift -1',
    'clip norm 5',
    'schedule plateau 1/2 patience max(2, 3) warm-up 1',
    'l2 2*1e-4',
    'stop patience 3 improvement 0.1',
  ]) // prettier-ignore
  .map((settings) => settings.join('\n  '));

/** With a loss that fits every network. */
export const train: Text = fc
  .tuple(fc.constantFrom('mse', 'mae'), optimizer, others)
  .map(([loss, kind, rest]) => `train {\n  loss ${loss}\n  optimizer ${kind}\n  ${rest}\n}`);

/** With one that fits what it is given: 'softmax', 'sigmoid' or nothing at the end. */
export function trainFor(end: string): Text {
  const loss = end === 'sigmoid' ? 'binary-cross-entropy' : 'cross-entropy';
  return others.map((rest) => `train { loss ${loss}; ${rest.replaceAll('\n  ', '; ')} }`);
}
