// What is counted over the steps of an epoch. Its state is a part of checkpoints, so that an epoch that
// was interrupted has the figures of a whole one.

import type { Classifier } from '../classifier.js';
import { guessOf } from '../metrics/guess.js';
import type { EpochMetrics } from './epoch-metrics.js';

/** Sums over the samples so far. */
export interface EpochSums {
  readonly samples: number;
  readonly loss: number;
  readonly correct: number;
  readonly seconds: number;
  readonly waited: number;
}

export const nothingYet: EpochSums = { samples: 0, loss: 0, correct: 0, seconds: 0, waited: 0 };

/** What a step adds. */
export interface StepOutcome {
  /** Mean over the batch. */
  readonly loss: number;
  /** [samples, units], before softmax or sigmoid. */
  readonly scores: Float32Array;
  readonly labels: Float32Array;
  /** Seconds without a batch. */
  readonly waited: number;
}

function countCorrect(scores: Float32Array, labels: Float32Array): number {
  const units = scores.length / labels.length;
  let correct = 0;
  for (let sample = 0; sample < labels.length; sample++) {
    if (guessOf(scores, sample * units, units) === labels[sample]) correct++;
  }
  return correct;
}

export class EpochTally {
  private readonly regression: boolean;
  private readonly secondsBefore: number;
  private readonly started = performance.now();
  private samples: number;
  private lossSum: number;
  private correct: number;
  private waited: number;

  /** @param before the sums of the epoch up to an interruption */
  constructor({ regression }: Pick<Classifier, 'regression'>, before: EpochSums = nothingYet) {
    this.regression = regression;
    this.secondsBefore = before.seconds;
    this.samples = before.samples;
    this.lossSum = before.loss;
    this.correct = before.correct;
    this.waited = before.waited;
  }

  add({ loss, scores, labels, waited }: StepOutcome): void {
    this.samples += labels.length;
    this.lossSum += loss * labels.length;
    this.waited += waited;
    if (!this.regression) this.correct += countCorrect(scores, labels);
  }

  get sums(): EpochSums {
    const { samples, lossSum: loss, correct, seconds, waited } = this;
    return { samples, loss, correct, seconds, waited };
  }

  get seconds(): number {
    return this.secondsBefore + (performance.now() - this.started) / 1000;
  }

  /** The share of the time in which the engine had no batch to compute. */
  get waitedShare(): number {
    return this.waited / Math.max(this.seconds, 1e-9);
  }

  /** Running means; a regression has no accuracy. */
  get means(): Pick<EpochMetrics, 'loss' | 'accuracy'> {
    const loss = this.lossSum / this.samples;
    return this.regression ? { loss } : { loss, accuracy: this.correct / this.samples };
  }
}
