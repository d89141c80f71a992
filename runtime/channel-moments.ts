// Mean and variance of each channel over all that is added, in float64.

export interface ChannelMoments {
  readonly mean: Float64Array;
  /** Of the whole, not an estimate for more: the squares over their count. */
  readonly variance: Float64Array;
}

/**
 * Sums over batches. Each is merged by its own mean, so that nothing cancels where means are large
 * (Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances").
 */
export class MomentSums {
  private readonly mean: Float64Array;
  private readonly squares: Float64Array;
  /** Values a channel. */
  private count = 0;

  constructor(channels: number) {
    this.mean = new Float64Array(channels);
    this.squares = new Float64Array(channels);
  }

  /** @param data channels last */
  add(data: Float32Array): void {
    const channels = this.mean.length;
    const added = data.length / channels;
    if (added === 0) return;
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let i = channel; i < data.length; i += channels) sum += data[i];
      const mean = sum / added;
      let squares = 0;
      for (let i = channel; i < data.length; i += channels) squares += (data[i] - mean) ** 2;
      const away = mean - this.mean[channel];
      this.squares[channel] += squares + (away * away * this.count * added) / (this.count + added);
      this.mean[channel] += (away * added) / (this.count + added);
    }
    this.count += added;
  }

  /** Undefined before anything was added. */
  get moments(): ChannelMoments | undefined {
    if (this.count === 0) return undefined;
    return { mean: this.mean.slice(), variance: this.squares.map((sum) => sum / this.count) };
  }
}
