// Samples as they are, and as a training sees them in some epochs: from the very feed that it reads.

import type { Augmentation } from '../../compiler/training-options.js';
import { openFeed, type Feed } from '../../runtime/data/feed.js';
import { noScale } from '../../runtime/data/pixel-scale.js';
import type { Dataset } from '../../runtime/index.js';

export interface Seen {
  readonly dataset: Dataset;
  readonly augment: Augmentation;
  readonly seed: number;
  readonly samples: Uint32Array;
  /** Counted from 0. */
  readonly epochs: readonly number[];
}

/** For each sample its values as they are, and then those of each epoch, before they are scaled. */
export async function seenPictures({
  dataset,
  augment,
  seed,
  samples,
  epochs,
}: Seen): Promise<Float32Array[][]> {
  // What becomes of labels is not looked at.
  const shapes = { input: dataset.shape, scores: [1] };
  const feed = openFeed({ dataset, shapes, scale: noScale, augment, seed });
  try {
    const columns = [await valuesOf(feed, samples, undefined)];
    for (const epoch of epochs) columns.push(await valuesOf(feed, samples, epoch));
    return Array.from(samples, (_, row) => columns.map((column) => column[row]));
  } finally {
    await feed.close();
  }
}

async function valuesOf(
  feed: Feed,
  samples: Uint32Array,
  epoch: number | undefined,
): Promise<Float32Array[]> {
  const pictures: Float32Array[] = [];
  for await (const { images, size } of feed.batches(samples, samples.length, epoch)) {
    const values = images.data.length / size;
    for (let row = 0; row < size; row++) pictures.push(images.data.slice(row * values, (row + 1) * values));
  }
  return pictures;
}
