// Makes the images of a batch: taken out of memory or decoded, augmented, scaled.

import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { Augmentation, Resize } from '../../../compiler/training-options.js';
import { Augmenter } from '../augment/augmenter.js';
import type { ValueRange } from '../augment/tones.js';
import { decodePicture } from '../pictures/decode-picture.js';
import type { PixelScale } from '../pixel-scale.js';
import { scaledCopy, scaleInPlace } from '../scaled-images.js';

export interface BatchRecipe {
  /** [height, width, channels] of one image */
  readonly shape: Shape;
  /** All samples, where they are in memory. */
  readonly values: Uint8Array | Float32Array | undefined;
  readonly resize: Resize;
  readonly scale: PixelScale;
  readonly augmentation:
    { readonly settings: Augmentation; readonly seed: number; readonly range: ValueRange } | undefined;
}

export interface BatchJob {
  readonly samples: Uint32Array;
  /** The samples' files, where they are not in memory. */
  readonly files: readonly string[] | undefined;
  /** Samples are augmented where there is one. */
  readonly epoch: number | undefined;
}

/** Writes one sample, whose values start at `from`, to its place in the batch. */
type Place = (
  values: Uint8Array | Float32Array,
  from: number,
  sample: number,
  into: Float32Array,
  to: number,
) => void;

/** How samples get into the batch in this epoch; what `scaleInPlace` is left to do is said too. */
function placing(recipe: BatchRecipe, bytes: boolean): (epoch: number | undefined) => Place {
  const { shape, scale, augmentation } = recipe;
  const size = sizeOf(shape);
  const copy = scaledCopy(bytes, scale);
  const plain: Place = (values, from, _sample, into, to) => copy(values, from, size, into, to);
  if (augmentation === undefined) return () => plain;
  const augmenter = new Augmenter({ ...augmentation, shape });
  return (epoch) => {
    if (epoch === undefined) return plain;
    return (values, from, sample, into, to) => {
      augmenter.augment(values, from, epoch, sample, into, to);
      scaleInPlace(scale, into, to, to + size);
    };
  };
}

export function batchWork(recipe: BatchRecipe) {
  const { shape, values, resize } = recipe;
  const size = sizeOf(shape);
  const placeIn = placing(recipe, !(values instanceof Float32Array));
  return async ({ samples, files, epoch }: BatchJob, signal: AbortSignal): Promise<Float32Array> => {
    const data = new Float32Array(samples.length * size);
    const place = placeIn(epoch);
    const placeRow = async (row: number): Promise<void> => {
      const sample = samples[row];
      if (values !== undefined) return place(values, sample * size, sample, data, row * size);
      const pixels = await decodePicture((files as readonly string[])[row], shape, resize);
      place(pixels, 0, sample, data, row * size);
    };
    // Two at once: one is decoded by another thread of the process while the other is augmented here.
    for (let row = 0; row < samples.length; row += 2) {
      signal.throwIfAborted();
      await Promise.all([row, row + 1].filter((each) => each < samples.length).map(placeRow));
    }
    return data;
  };
}
