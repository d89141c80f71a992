// How fast a training goes, and how long the rest takes at that speed.

export class Throughput {
  private readonly remainingAtStart: number;
  private readonly start = performance.now();
  private samples = 0;

  /** @param remaining samples that are still to be trained on, over all epochs */
  constructor(remaining: number) {
    this.remainingAtStart = remaining;
  }

  add(samples: number): void {
    this.samples += samples;
  }

  /** Since the start, with all that happened between the steps. */
  get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  get imagesPerSecond(): number {
    return this.samples / Math.max(this.seconds, 1e-9);
  }

  get secondsLeft(): number {
    return (this.remainingAtStart - this.samples) / this.imagesPerSecond;
  }
}
