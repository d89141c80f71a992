// Batches of a dataset as the tensors of a training step: pixels as 0..1, classes as one-hot rows.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { Random } from '../random.js';
import type { Tensor } from '../tensor.js';
import type { Dataset } from './dataset.js';
import { unitOfByte } from './unit-scale.js';

export interface Batch {
  /** How many samples; the last batch of an epoch may be smaller. */
  readonly size: number;
  /** [size, ...shape of the network's input] */
  readonly images: Tensor;
  /** [size, ...shape of the scores] */
  readonly target: Tensor;
  readonly labels: Uint8Array;
}

export interface BatchShapes {
  /** The network's input; as many numbers as an image has. */
  readonly input: Shape;
  /** The network's scores: a unit a class, or one unit that is the label itself. */
  readonly scores: Shape;
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

function imagesOf(dataset: Dataset, samples: Uint32Array, shape: Shape): Tensor {
  const { images } = dataset;
  const size = sizeOf(dataset.shape);
  const data = new Float32Array(samples.length * size);
  let to = 0;
  for (const sample of samples) {
    const end = (sample + 1) * size;
    for (let from = sample * size; from < end; from++) data[to++] = unitOfByte[images[from]];
  }
  return { shape: [samples.length, ...shape], data };
}

function targetOf(labels: Uint8Array, shape: Shape): Tensor {
  const units = sizeOf(shape);
  const data = new Float32Array(labels.length * units);
  if (units === 1) data.set(labels);
  else labels.forEach((label, row) => (data[row * units + label] = 1));
  return { shape: [labels.length, ...shape], data };
}

/** One batch of these samples, in this order. */
export function batchOf(dataset: Dataset, samples: Uint32Array, shapes: BatchShapes): Batch {
  const labels = Uint8Array.from(samples, (sample) => dataset.labels[sample]);
  const images = imagesOf(dataset, samples, shapes.input);
  return { size: samples.length, images, target: targetOf(labels, shapes.scores), labels };
}

/** Cuts an order of samples into batches, made one by one as they are asked for. */
export function* batches(
  dataset: Dataset,
  order: Uint32Array,
  size: number,
  shapes: BatchShapes,
): Generator<Batch> {
  for (let start = 0; start < order.length; start += size) {
    yield batchOf(dataset, order.subarray(start, start + size), shapes);
  }
}
