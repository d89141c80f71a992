// Labelled images, in memory or in files, and whether they fit a network.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { Resize } from '../../compiler/training-options.js';
import { countOf, sizeText } from '../text.js';
import { DataError } from './data-error.js';

/** Where the values of samples are. */
export type Samples =
  /** In the order [count, height, width, channels]; bytes, or numbers of any range. */
  | { readonly kind: 'memory'; readonly values: Uint8Array | Float32Array }
  /** A file a sample, decoded to the dataset's shape whenever it is asked for. */
  | { readonly kind: 'pictures'; readonly files: readonly string[] };

/** A sample that was left out, since its file cannot be read. */
export interface BrokenSample {
  readonly file: string;
  readonly reason: string;
}

export interface Dataset {
  /** Where it came from, as messages name it. */
  readonly name: string;
  readonly samples: Samples;
  /** One a sample: a class counted from 0 or, for a regression, a number. */
  readonly labels: Float32Array;
  /** What the classes are called, in order, where the data says so. */
  readonly classNames?: readonly string[] | undefined;
  readonly count: number;
  /** [height, width, channels] of one image, as it reaches the network. */
  readonly shape: Shape;
  /** How pictures were, or are, brought to that shape; left out where there are none. */
  readonly resize?: Resize | undefined;
  /** What was skipped; not counted in `count`. */
  readonly broken: readonly BrokenSample[];
}

/** What a dataset that is all in memory is made from. */
export interface InMemory {
  readonly name: string;
  /** In the order [count, height, width, channels]. */
  readonly values: Uint8Array | Float32Array;
  /** One a sample. */
  readonly labels: ArrayLike<number>;
  /** [height, width, channels] */
  readonly shape: Shape;
  readonly classNames?: readonly string[] | undefined;
}

export function datasetInMemory({ values, labels, ...described }: InMemory): Dataset {
  const samples = { kind: 'memory', values } as const;
  return { ...described, samples, labels: Float32Array.from(labels), count: labels.length, broken: [] };
}

/** An input that is no picture as one: a list of numbers has a pixel, a sequence a column of pixels. */
export function imageShape(input: Shape): Shape {
  if (input.length === 1) return [1, 1, ...input];
  return input.length === 2 ? [input[0], 1, input[1]] : input;
}

/** Channels-last shapes with one channel may leave it out: 28x28 is 28x28x1. */
function sameImages(image: Shape, input: Shape): boolean {
  const [height, width, channels] = image;
  if (image.join() === imageShape(input).join()) return true;
  if (input.length === 1) return input[0] === sizeOf(image);
  return input[0] === height && input[1] === width && sizeOf(input) === height * width * channels;
}

function resizeRemedy(image: Shape): string {
  return `write \`input ${image.join('x')}\` in the model, or use data of the network's size`;
}

/**
 * Refuses samples that a network cannot take.
 * @param input the shape of the network's input
 * @param classes how many classes the network tells apart; infinitely many where labels are any numbers
 * @throws DataError
 */
export function checkDataset(dataset: Dataset, input: Shape, classes: number): void {
  if (!sameImages(dataset.shape, input)) {
    throw new DataError(
      `${dataset.name}: the images are ${sizeText(dataset.shape)}, but the network's input is ${sizeText(input)}`,
      resizeRemedy(dataset.shape),
    );
  }
  if (classes === Infinity) return;
  const at = dataset.labels.findIndex((label) => label < 0 || label >= classes || !Number.isInteger(label));
  if (at >= 0) throw labelError(dataset, at, classes);
}

function labelError({ name, labels, classNames }: Dataset, at: number, classes: number): DataError {
  const label = labels[at];
  const isClass = label >= 0 && Number.isInteger(label);
  const called = classNames?.[label] === undefined ? `${label}` : `${label} (${classNames[label]})`;
  const all = classes === 1 ? '0' : `0 to ${classes - 1}`;
  return new DataError(
    `${name}: sample ${at} is labelled ${called}, but the network has ${countOf(classes, 'class', 'classes')}, ${all}`,
    isClass
      ? 'give the last layer as many units as there are classes'
      : 'number the classes from 0; for a regression end the network with `dense 1` and take `loss mse`',
  );
}
