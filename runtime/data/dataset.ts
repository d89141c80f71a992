// Labelled images in memory, and whether they fit a network.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { countOf, sizeText } from '../text.js';
import { DataError } from './data-error.js';

export interface Dataset {
  /** Where it came from, as messages name it. */
  readonly name: string;
  /** Bytes in the order [count, height, width, channels]. */
  readonly images: Uint8Array;
  /** One class a sample, counted from 0. */
  readonly labels: Uint8Array;
  readonly count: number;
  /** [height, width, channels] of one image. */
  readonly shape: Shape;
}

/** Channels-last shapes with one channel may leave it out: 28x28 is 28x28x1. */
function sameImages(image: Shape, input: Shape): boolean {
  const [height, width, channels] = image;
  if (input.length === 1) return input[0] === sizeOf(image);
  return input[0] === height && input[1] === width && sizeOf(input) === height * width * channels;
}

function resizeRemedy(image: Shape): string {
  return `write \`input ${image.join('x')}\` in the model, or use data of the network's size`;
}

/**
 * Refuses samples that a network cannot take.
 * @param input the shape of the network's input
 * @param classes how many classes the network tells apart
 * @throws DataError
 */
export function checkDataset(dataset: Dataset, input: Shape, classes: number): void {
  if (!sameImages(dataset.shape, input)) {
    throw new DataError(
      `${dataset.name}: the images are ${sizeText(dataset.shape)}, but the network's input is ${sizeText(input)}`,
      resizeRemedy(dataset.shape),
    );
  }
  const at = dataset.labels.findIndex((label) => label >= classes);
  if (at < 0) return;
  throw new DataError(
    `${dataset.name}: sample ${at} is labelled ${dataset.labels[at]}, but the network has ${countOf(classes, 'class', 'classes')}, 0 to ${classes - 1}`,
    `give the last layer as many units as there are classes`,
  );
}
