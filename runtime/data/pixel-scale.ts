// What becomes of the values of an image before a network sees them: times a factor, plus a shift.

import type { InputScale } from '../../compiler/training-options.js';
import type { Feed } from './feed.js';

/** y = factor · x + shift, with one number for all channels or one a channel. */
export interface PixelScale {
  readonly factor: readonly number[];
  readonly shift: readonly number[];
}

/** Bytes as 0..1. */
export const unitScale: PixelScale = { factor: [1 / 255], shift: [0] };

/** Values as they are. */
export const noScale: PixelScale = { factor: [1], shift: [0] };

/** Channels that hardly vary are not blown up: their deviation counts as this share of a byte's range. */
const leastDeviation = 1e-3;

class Moments {
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
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
    }
    this.values += data.length / channels;
  }

  /** (x − mean) / deviation, as factor and shift. */
  get scale(): PixelScale {
    const means = Array.from(this.sums, (sum) => sum / this.values);
    const factor = means.map((mean, channel) => {
      const variance = Math.max(0, this.squares[channel] / this.values - mean * mean);
      return 1 / Math.max(Math.sqrt(variance), leastDeviation);
    });
    return { factor, shift: means.map((mean, channel) => -mean * factor[channel]) };
  }
}

/**
 * The scale that a train block asks for. Means and deviations are those of these samples, without
 * augmentation; sums are kept in float64.
 * @param raw a feed of the same samples that leaves their values as they are
 */
export async function pixelScaleOf(
  wanted: InputScale,
  channels: number,
  raw: Feed,
  samples: Uint32Array,
): Promise<PixelScale> {
  if (wanted.kind === 'factor') return { factor: [wanted.factor], shift: [wanted.shift] };
  const moments = new Moments(channels);
  for await (const { images } of raw.batches(samples, measuredAtOnce)) moments.add(images.data);
  return moments.scale;
}

const measuredAtOnce = 256;
