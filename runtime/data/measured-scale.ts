// The pixel scale that a train block asks for, measured on its samples where it says so.

import type { InputScale } from '../../compiler/training-options.js';
import { MomentSums, type ChannelMoments } from '../channel-moments.js';
import type { Dataset } from './dataset.js';
import { openFeed } from './feed.js';
import { noScale, unitScale, type PixelScale } from './pixel-scale.js';

/** Channels that hardly vary are not blown up: their deviation counts as this share of what is usual. */
const leastDeviation = 1e-6;

const measuredAtOnce = 256;

/** (x − mean) / deviation, as factor and shift. */
function standardized({ mean, variance }: ChannelMoments): PixelScale {
  const squares = variance.map((value, channel) => value + mean[channel] ** 2);
  const least = leastDeviation * Math.sqrt(Math.max(...squares)) || 1;
  const factor = Array.from(variance, (value) => 1 / Math.max(Math.sqrt(value), least));
  return { factor, shift: factor.map((value, channel) => -mean[channel] * value) };
}

async function standardScale(dataset: Dataset, samples: Uint32Array): Promise<PixelScale> {
  const shapes = { input: dataset.shape, scores: [1] };
  const raw = openFeed({ dataset, shapes, scale: noScale });
  const sums = new MomentSums(dataset.shape.at(-1) as number);
  try {
    for await (const { images } of raw.batches(samples, measuredAtOnce)) sums.add(images.data);
  } finally {
    await raw.close();
  }
  return sums.moments === undefined ? noScale : standardized(sums.moments);
}

function isBytes({ samples }: Dataset): boolean {
  return samples.kind === 'pictures' || samples.values instanceof Uint8Array;
}

/**
 * The scale that a train block asks for. Means and deviations are those of these samples, without
 * augmentation; sums are kept in float64.
 */
export async function pixelScaleOf(
  wanted: InputScale,
  dataset: Dataset,
  samples: Uint32Array,
): Promise<PixelScale> {
  switch (wanted.kind) {
    case 'automatic':
      return isBytes(dataset) ? unitScale : noScale;
    case 'factor':
      return { factor: [wanted.factor], shift: [wanted.shift] };
    case 'standardize':
      return standardScale(dataset, samples);
  }
}
