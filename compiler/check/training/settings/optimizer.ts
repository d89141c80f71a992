// `optimizer KIND [lr R] ...`: how weights follow their gradients.

import type { Optimizer } from '../../../graph/graph.js';
import { notNegative, positive, share } from '../number-range.js';
import type { SettingDefinition, SettingWords } from '../setting-definition.js';
import type { NumberOption, OptionValues } from '../setting-option.js';
import type { SettingReader } from '../setting-reader.js';
import { writtenOptions } from '../written-options.js';

function rate(fallback: string): NumberOption {
  return { about: 'the learning rate: how far a step goes', range: positive, fallback };
}

const eps: NumberOption = {
  about: 'added to the root of the mean square, against division by zero',
  range: positive,
  fallback: '1e-7',
};

const adam = {
  lr: rate('0.001'),
  beta1: { about: 'the share of the running mean that a step keeps', range: share, fallback: '0.9' },
  beta2: {
    about: 'the share of the running mean of squares that a step keeps',
    range: share,
    fallback: '0.999',
  },
  eps,
};

const words = {
  sgd: {
    about: 'the gradient of a batch times the learning rate',
    options: {
      lr: rate('0.01'),
      momentum: { about: 'the share of the last step that the next one keeps', range: share, fallback: '0' },
      nesterov: { about: 'the gradient is taken where the momentum leads (Sutskever et al. 2013)' },
    },
  },
  adam: {
    about: 'a rate for each weight, from running means of gradients and their squares (Kingma and Ba 2015)',
    options: adam,
  },
  adamw: {
    about: 'adam, and apart from it each kernel shrinks by rate · decay a step (Loshchilov and Hutter 2019)',
    options: {
      ...adam,
      decay: {
        about: 'the share of a kernel that a step of rate 1 takes away',
        range: notNegative,
        fallback: '0.01',
      },
    },
  },
  rmsprop: {
    about: 'the gradient over the root of a running mean of its squares (Hinton 2012)',
    options: {
      lr: rate('0.001'),
      rho: {
        about: 'the share of the running mean of squares that a step keeps',
        range: share,
        fallback: '0.9',
      },
      eps: { ...eps, about: 'added to the mean square under the root, against division by zero' },
    },
  },
} satisfies SettingWords & Record<Optimizer['kind'], unknown>;

export const optimizer: SettingDefinition = {
  word: 'optimizer',
  form: 'optimizer sgd|adam|adamw|rmsprop [lr RATE] [OPTION NUMBER] ...',
  about: 'how weights follow their gradients',
  fallback: 'adam lr 0.001',
  example: 'optimizer adam lr 0.001',
  snippet: 'optimizer ${1:adam} lr ${2:0.001}',
  words,
  notes: [
    '> sgd: v ← momentum · v − lr · g, w ← w + v; with `nesterov` w ← w + momentum · v − lr · g',
    '> adam: m ← β₁ · m + (1 − β₁) · g, v ← β₂ · v + (1 − β₂) · g², w ← w − lr · m̂ / (√v̂ + eps) with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) at step t; adamw takes lr · decay · w away besides',
    '> rmsprop: s ← rho · s + (1 − rho) · g², w ← w − lr · g / √(s + eps)',
    '`adam` learns most small networks. `sgd lr 0.01 momentum 0.9` often ends a little better and wants more care with its rate.',
  ],
  read(reader) {
    const kind = reader.word(Object.keys(words) as Optimizer['kind'][], 'an optimizer');
    return { optimizer: kind && readers[kind](reader) };
  },
  write: ({ optimizer: chosen }) => [chosen.kind, ...writeOptions(chosen)].join(' '),
};

const readers: { readonly [K in Optimizer['kind']]: (reader: SettingReader) => Optimizer | undefined } = {
  sgd(reader) {
    const read = reader.options(words.sgd.options);
    if (read === undefined) return undefined;
    const { lr: rate, momentum, nesterov } = read;
    if (!nesterov || momentum > 0) return { kind: 'sgd', rate, momentum, nesterov };
    const message = '`nesterov` looks ahead along the momentum, which is 0';
    const help = 'write `momentum 0.9 nesterov`, or take `nesterov` out';
    return reader.tell({ span: reader.span, message, help });
  },
  adam(reader) {
    const read = reader.options(adam);
    return read && { kind: 'adam', ...adamOf(read) };
  },
  adamw(reader) {
    const read = reader.options(words.adamw.options);
    return read && { kind: 'adamw', ...adamOf(read), decay: read.decay };
  },
  rmsprop(reader) {
    const read = reader.options(words.rmsprop.options);
    return read && { kind: 'rmsprop', rate: read.lr, rho: read.rho, epsilon: read.eps };
  },
};

function adamOf({ lr: rate, beta1, beta2, eps: epsilon }: OptionValues<typeof adam>) {
  return { rate, beta1, beta2, epsilon };
}

/** The rate always: it is what one looks for first. */
function writeOptions(optimizer: Optimizer): string[] {
  const lr = optimizer.rate;
  switch (optimizer.kind) {
    case 'sgd':
      return writtenOptions(words.sgd.options, { ...optimizer, lr }, ['lr']);
    case 'adam':
      return writtenOptions(adam, { ...optimizer, lr, eps: optimizer.epsilon }, ['lr']);
    case 'adamw':
      return writtenOptions(words.adamw.options, { ...optimizer, lr, eps: optimizer.epsilon }, ['lr']);
    case 'rmsprop':
      return writtenOptions(words.rmsprop.options, { ...optimizer, lr, eps: optimizer.epsilon }, ['lr']);
  }
}
