// Samples as they were before scaling, as small pictures.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { Dataset } from '../data/dataset.js';
import { openFeed } from '../data/feed.js';
import { noScale } from '../data/pixel-scale.js';
import { byteOf, planeOf, rangeOf, shrunk, type OpaqueRaster } from './pictures.js';

/** The longer side, in pixels. */
const longestSide = 96;

/** Bytes as they are; other numbers from the least to the greatest that the pictures have. */
function isBytes({ samples }: Dataset): boolean {
  return samples.kind === 'pictures' || samples.values instanceof Uint8Array;
}

/** The mean over channels that are neither grey nor colours. */
function greyOf(values: Float32Array, [height, width, channels]: Shape): Float32Array {
  return Float32Array.from({ length: height * width }, (_, pixel) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += values[pixel * channels + channel];
    return sum / channels;
  });
}

export function rasterOf(
  values: Float32Array,
  shape: Shape,
  [low, high]: readonly [number, number],
): OpaqueRaster {
  const [height, width, given] = shape;
  const isColour = given === 3 || given === 4;
  const source = isColour ? values : greyOf(values, shape);
  const size = isColour ? shape : [height, width, 1];
  const channels = isColour ? 3 : 1;
  const planes = Array.from({ length: channels }, (_, channel) =>
    shrunk(planeOf(source, size, channel), longestSide),
  );
  const [{ width: columns, height: rows }] = planes;
  const pixels = Uint8Array.from({ length: columns * rows * channels }, (_, at) =>
    byteOf(planes[at % channels].values[Math.floor(at / channels)], low, high),
  );
  return { width: columns, height: rows, channels, pixels };
}

/** In the order of the samples. */
export async function sampleRasters(dataset: Dataset, samples: readonly number[]): Promise<OpaqueRaster[]> {
  if (samples.length === 0) return [];
  const { shape } = dataset;
  const feed = openFeed({ dataset, shapes: { input: shape, scores: [1] }, scale: noScale });
  try {
    const values: Float32Array[] = [];
    for await (const { images } of feed.batches(Uint32Array.from(samples), 1)) values.push(images.data);
    const ranges = isBytes(dataset) ? [[0, 255] as const] : values.map(rangeOf);
    const range = [
      Math.min(...ranges.map(([low]) => low)),
      Math.max(...ranges.map(([, high]) => high)),
    ] as const;
    return values.map((own) => rasterOf(own.subarray(0, sizeOf(shape)), shape, range));
  } finally {
    await feed.close();
  }
}
