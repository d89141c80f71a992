// Scores and labels of all samples, kept to rank them at the end, within a bound of memory.

import { areaUnderCurve } from './area-under-curve.js';
import type { ScoreReading } from './guess.js';
import { logOddsOf } from './log-odds.js';

/** 256 MiB: 50,000 samples of 1,000 classes and a third more. */
export const mostKeptScores = 2 ** 26;

interface KeptBatch {
  /** [labels.length, units] */
  readonly scores: Float32Array;
  readonly labels: Float32Array;
}

export class KeptScores {
  private readonly reading: ScoreReading;
  private readonly most: number;
  private batches: KeptBatch[] = [];
  private numbers = 0;

  /** @param most how many scores are kept; where there are more, there is no area to tell */
  constructor(reading: ScoreReading, most = mostKeptScores) {
    this.reading = reading;
    this.most = most;
  }

  add(scores: Float32Array, labels: ArrayLike<number>): void {
    this.numbers += scores.length;
    if (this.isComplete) this.batches.push(this.kept(scores, labels));
    else this.batches = [];
  }

  /** Whether every score so far could be kept. */
  get isComplete(): boolean {
    return this.numbers <= this.most;
  }

  /** A class against the rest; undefined where a side is empty, or the scores are too many to keep. */
  areaUnderCurve(label: number): number | undefined {
    return this.isComplete ? areaUnderCurve(this.column(label, true), this.column(label, false)) : undefined;
  }

  /** Ranks within a class are those of its probability, which under a softmax the other scores decide too. */
  private kept(scores: Float32Array, labels: ArrayLike<number>): KeptBatch {
    const units = scores.length / labels.length;
    const isSoftmax = this.reading.loss === 'cross-entropy' && units > 1;
    return {
      scores: isSoftmax ? logOddsOf(scores, units) : scores.slice(),
      labels: Float32Array.from(labels),
    };
  }

  /** The scores of a class, of the samples that are of it or of those that are not. */
  private column(label: number, ofClass: boolean): Float32Array {
    const column: number[] = [];
    for (const { scores, labels } of this.batches) {
      const units = scores.length / labels.length;
      labels.forEach((own, sample) => {
        if ((own === label) !== ofClass) return;
        column.push(
          units > 1 ? scores[sample * units + label] : label === 0 ? -scores[sample] : scores[sample],
        );
      });
    }
    return Float32Array.from(column);
  }
}
