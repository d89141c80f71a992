// How far a network's numbers are from the true ones.

export class RegressionErrors {
  private samples = 0;
  private absolute = 0;
  private squared = 0;
  private mean = 0;
  private spread = 0;

  /** The spread of the true numbers runs along, stably (Welford 1962). */
  add(guess: number, truth: number): void {
    this.samples++;
    this.absolute += Math.abs(guess - truth);
    this.squared += (guess - truth) ** 2;
    const before = truth - this.mean;
    this.mean += before / this.samples;
    this.spread += before * (truth - this.mean);
  }

  get meanAbsoluteError(): number {
    return this.absolute / this.samples;
  }

  /**
   * R² = 1 − Σ (truth − guess)² / Σ (truth − mean)²: 1 is perfect, 0 no better than the mean. Of
   * numbers that are all the same it is 1 where all are met and else 0, as scikit-learn's
   * `r2_score`; of a single number there is none.
   */
  get r2(): number | undefined {
    if (this.samples < 2) return undefined;
    if (this.spread === 0) return this.squared === 0 ? 1 : 0;
    return 1 - this.squared / this.spread;
  }
}
