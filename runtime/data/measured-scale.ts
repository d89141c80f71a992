// The pixel scale that a train block asks for, measured on its samples where it says so.

import type { InputScale } from '../../compiler/training-options.js';
import type { Dataset } from './dataset.js';
import { openFeed } from './feed.js';
import { noScale, unitScale, type PixelScale } from './pixel-scale.js';

/** Channels that hardly vary are not blown up: their deviation counts as this share of the greatest value. */
const leastDeviation = 1e-6;

const measuredAtOnce = 256;

class Moments {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private greatest = 0;
  private values = 0;

  constructor(channels: number) {
    this.sums = new Float64Array(channels);
    this.squares = new Float64Array(channels);
  }

  add(data: Float32Array): void {
    const channels = this.sums.length;
    for (let i = 0; i < data.length; i++) {
      const channel = i % channels;
      this.sums[channel] += data[i];
      this.squares[channel] += data[i] * data[i];
      if (Math.abs(data[i]) > this.greatest) this.greatest = Math.abs(data[i]);
    }
    this.values += data.length / channels;
  }

  /** (x − mean) / deviation, as factor and shift. */
  get scale(): PixelScale {
    const least = leastDeviation * this.greatest || 1;
    const means = Array.from(this.sums, (sum) => sum / this.values);
    const factor = means.map((mean, channel) => {
      const variance = Math.max(0, this.squares[channel] / this.values - mean * mean);
      return 1 / Math.max(Math.sqrt(variance), least);
    });
    return { factor, shift: means.map((mean, channel) => -mean * factor[channel]) };
  }
}

async function standardScale(dataset: Dataset, samples: Uint32Array): Promise<PixelScale> {
  const shapes = { input: dataset.shape, scores: [1] };
  const raw = openFeed({ dataset, shapes, scale: noScale });
  const moments = new Moments(dataset.shape.at(-1) as number);
  try {
    for await (const { images } of raw.batches(samples, measuredAtOnce)) moments.add(images.data);
  } finally {
    await raw.close();
  }
  return moments.scale;
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
