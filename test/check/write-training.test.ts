// A training that is written as a `train` block and read again is the same one.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeTraining } from '../../compiler/check/training/write-training.js';
import { compile } from '../../compiler/index.js';
import { defaultTrainingOptions, type TrainingOptions } from '../../compiler/training-options.js';

function read(lines: Iterable<readonly [string, string]>): TrainingOptions {
  const settings = [...lines].map(([word, text]) => `  ${word} ${text}\n`).join('');
  const text = `input 8x8x3\nconv 4 3x3 relu as first\nflatten\ndense 4 as head\ndense 3 softmax as tail
output head\noutput tail\ntrain {\n${settings}}\n`;
  return compile(text, { file: 'training.cnn' }).training;
}

const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
const notNegative = fc.double({ min: 0, max: 1e9, noNaN: true }).map((x) => x + 0);
const share = fc.oneof(
  fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100),
  fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((x) => x + 0),
);
const factor = fc.double({ min: 1e-6, max: 1, noNaN: true });
const whole = fc.integer({ min: 1, max: 10_000 });
const degrees = fc.double({ min: 0, max: 89, noNaN: true });

const data = fc.oneof(
  fc.record({
    kind: fc.constantFrom('idx', 'cifar10', 'cifar100', 'npy', 'npz', 'csv'),
    path: fc.string({ minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('images' as const),
    path: fc.string({ unit: 'grapheme', minLength: 1 }),
    resize: fc.constantFrom('stretch', 'fit', 'crop'),
  }),
);

const scale = fc.oneof(
  fc.constantFrom({ kind: 'automatic' as const }, { kind: 'standardize' as const }),
  fc.record({ kind: fc.constant('factor' as const), factor: positive, shift: notNegative }),
);

const augment = fc.record({
  rotate: degrees,
  shift: fc.record({ height: share, width: share }),
  zoom: share,
  shear: degrees,
  flip: fc.record({ horizontal: fc.boolean(), vertical: fc.boolean() }),
  brightness: share,
  contrast: share,
  cutout: share,
  noise: fc.constantFrom(0.1, 1),
  fill: fc.constantFrom('nearest', 'zero', 'reflect', 'wrap'),
});

const adam = { rate: positive, beta1: share, beta2: share, epsilon: positive };
const optimizer = fc.oneof(
  fc.record({
    kind: fc.constant('sgd' as const),
    rate: positive,
    momentum: factor.filter((x) => x < 1),
    nesterov: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('adam' as const), ...adam }),
  fc.record({ kind: fc.constant('adamw' as const), ...adam, decay: notNegative }),
  fc.record({ kind: fc.constant('rmsprop' as const), rate: positive, rho: share, epsilon: positive }),
);

const decay = fc.oneof(
  fc.constant({ kind: 'constant' as const }),
  fc.record({ kind: fc.constant('step' as const), factor, every: positive }),
  fc.record({ kind: fc.constant('exponential' as const), factor }),
  fc.record({ kind: fc.constant('cosine' as const), final: share }),
  fc.record({ kind: fc.constant('plateau' as const), factor, patience: whole, final: share }),
);

const metric = fc.oneof(
  fc.record({ kind: fc.constantFrom('accuracy', 'precision', 'recall', 'f1', 'auc', 'confusion') }),
  fc.record({ kind: fc.constant('top' as const), k: whole }),
);

const classWeights = fc.oneof(
  fc.constantFrom({ kind: 'equal' as const }, { kind: 'balanced' as const }),
  fc.record({
    kind: fc.constant('given' as const),
    weights: fc.array(positive, { minLength: 1, maxLength: 3 }),
  }),
);

const losses = fc.oneof(
  fc.record({ loss: fc.constant('cross-entropy' as const), labelSmoothing: share }),
  fc.record({
    loss: fc.constantFrom('mse', 'mae', 'binary-cross-entropy'),
    labelSmoothing: fc.constant(0),
  }),
);

const outputLoss = fc.record({
  output: fc.constantFrom('head', 'tail'),
  loss: fc.constantFrom('cross-entropy', 'mse', 'mae', 'binary-cross-entropy'),
  weight: positive,
});

const training = fc
  .record({
    data: fc.option(data, { nil: undefined }),
    scale,
    augment: fc.option(augment, { nil: undefined }),
    losses,
    outputLosses: fc.uniqueArray(outputLoss, { selector: ({ output }) => output }),
    classWeights,
    optimizer,
    schedule: fc.record({ warmUp: notNegative, decay }),
    clip: fc.option(fc.record({ kind: fc.constantFrom('norm', 'value'), limit: positive }), {
      nil: undefined,
    }),
    l2: notNegative,
    freeze: fc.uniqueArray(fc.constantFrom('first', 'head', 'tail')),
    batch: whole,
    epochs: whole,
    stop: fc.option(
      fc.record({ patience: whole, improvement: notNegative, figure: fc.constantFrom('loss', 'accuracy') }),
      { nil: undefined },
    ),
    metrics: fc.uniqueArray(metric, { minLength: 1, selector: (each) => JSON.stringify(each) }),
    validate: share,
    seed: fc.nat(),
  })
  .map(({ losses: { loss, labelSmoothing }, ...rest }) => ({ ...rest, loss, labelSmoothing }));

it('is read back as it was, to the last bit', () => {
  fc.assert(
    fc.property(training, (options) => {
      expect(read(writeTraining(options))).toStrictEqual(structuredClone(options));
    }),
    { numRuns: 100 },
  );
});

it('writes what one would', () => {
  const options: TrainingOptions = {
    ...defaultTrainingOptions,
    data: { kind: 'images', path: 'flowers/', resize: 'fit' },
    schedule: { warmUp: 2, decay: { kind: 'cosine', final: 0.01 } },
    validate: 0.07,
  };
  expect(Object.fromEntries(writeTraining(options))).toStrictEqual({
    data: 'images "flowers/" fit',
    loss: 'cross-entropy',
    optimizer: 'adam lr 0.001',
    schedule: 'cosine to 1% warm-up 2',
    batch: '32',
    epochs: '1',
    validate: '7%',
    metrics: 'accuracy',
    seed: '1',
  });
});
