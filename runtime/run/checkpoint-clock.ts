// When it is time to save within an epoch.

/** Saving takes no more than this share of the time, however often it is asked for. */
const greatestShare = 0.05;

export class CheckpointClock {
  private readonly interval: number;
  private least = 0;
  private savedAt = performance.now();

  /** @param minutes between two saves; infinite for none */
  constructor(minutes: number) {
    this.interval = minutes * 60_000;
  }

  get isDue(): boolean {
    return performance.now() - this.savedAt >= Math.max(this.interval, this.least);
  }

  /** Saves, and learns what that takes. */
  async time<Saved>(save: () => Promise<Saved>): Promise<Saved> {
    const started = performance.now();
    const saved = await save();
    this.savedAt = performance.now();
    this.least = (this.savedAt - started) * (1 / greatestShare - 1);
    return saved;
  }
}
