// Batches of a dataset as the tensors of a training step: pixels scaled, classes as one-hot rows.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { Random } from '../random.js';
import type { Tensor } from '../tensor.js';
import type { Dataset } from './dataset.js';

export interface Batch {
  /** How many samples; the last batch of an epoch may be smaller. */
  readonly size: number;
  /** [size, ...shape of the network's input] */
  readonly images: Tensor;
  /** [size, ...shape of the scores] */
  readonly target: Tensor;
  readonly labels: Float32Array;
}

export interface BatchShapes {
  /** The network's input; as many numbers as an image has. */
  readonly input: Shape;
  /** The network's scores: a unit a class, or one unit that is the label itself. */
  readonly scores: Shape;
}

/** How labels become what the loss compares with. */
export interface TargetRule {
  /** The share of each one-hot row that is spread evenly over all classes. */
  readonly smoothing: number;
  /** What each class counts in the loss; all the same where it is left out. */
  readonly classWeights?: readonly number[] | undefined;
}

/** Every sample once, in the order in which the dataset has them. */
export function allSamples(dataset: Dataset): Uint32Array {
  return Uint32Array.from({ length: dataset.count }, (_, sample) => sample);
}

/** These samples in the order of an epoch, which the seed and the epoch's number decide. */
export function shuffled(samples: Uint32Array, seed: number, epoch: number): Uint32Array {
  const order = samples.slice();
  new Random(seed, 'shuffle', epoch).shuffle(order);
  return order;
}

/** The labels of these samples. */
export function labelsOf(dataset: Dataset, samples: Uint32Array): Float32Array {
  return Float32Array.from(samples, (sample) => dataset.labels[sample]);
}

/** One-hot rows, or the labels themselves where there is one unit. */
export function targetOf(labels: Float32Array, shape: Shape, rule: TargetRule = { smoothing: 0 }): Tensor {
  const units = sizeOf(shape);
  const rows: Shape = [labels.length, ...shape];
  if (units === 1) return { shape: rows, data: labels.slice() };
  const data = new Float32Array(labels.length * units);
  labels.forEach((label, row) => {
    const weight = rule.classWeights?.[label] ?? 1;
    if (rule.smoothing > 0) data.fill((weight * rule.smoothing) / units, row * units, (row + 1) * units);
    data[row * units + label] += weight * (1 - rule.smoothing);
  });
  return { shape: rows, data };
}
