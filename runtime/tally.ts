// Loss and accuracy over many batches of different sizes.

/** The index of the greatest of `units` scores from `start` on; the first where several are. */
function greatest(scores: Float32Array, start: number, units: number): number {
  let best = 0;
  for (let unit = 1; unit < units; unit++) if (scores[start + unit] > scores[start + best]) best = unit;
  return best;
}

/** How many samples' greatest score is that of their label; a single score counts as 1 above 0. */
function countCorrect(scores: Float32Array, labels: Float32Array): number {
  const units = scores.length / labels.length;
  let correct = 0;
  labels.forEach((label, sample) => {
    const guess = units === 1 ? Number(scores[sample] > 0) : greatest(scores, sample * units, units);
    if (guess === label) correct++;
  });
  return correct;
}

export class Tally {
  samples = 0;
  private readonly regression: boolean;
  private lossSum = 0;
  private correct = 0;

  /** A regression has no accuracy. */
  constructor(regression: boolean) {
    this.regression = regression;
  }

  /** Adds a batch: its mean loss, its scores before softmax or sigmoid, and its labels. */
  add(loss: number, scores: Float32Array, labels: Float32Array): void {
    this.samples += labels.length;
    this.lossSum += loss * labels.length;
    if (!this.regression) this.correct += countCorrect(scores, labels);
  }

  /** Mean over the samples. */
  get loss(): number {
    return this.lossSum / this.samples;
  }

  /** The share of samples whose class was right; undefined for regression. */
  get accuracy(): number | undefined {
    return this.regression ? undefined : this.correct / this.samples;
  }
}
