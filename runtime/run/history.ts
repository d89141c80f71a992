// The finished epochs of a training, and the weights of the best of them.

import type { Weights } from '../tensor.js';
import type { EpochMetrics } from './epoch-metrics.js';
import { isBetter, type Figure } from './watched-figure.js';

export interface BestEpoch {
  /** Counts from 1. */
  readonly epoch: number;
  readonly weights: Weights;
}

export class History {
  readonly epochs: EpochMetrics[];
  /** Undefined where no epoch was measured on what is held out. */
  best: BestEpoch | undefined;
  private readonly figure: Figure;

  constructor(figure: Figure, epochs: readonly EpochMetrics[] = [], best?: BestEpoch) {
    this.figure = figure;
    this.epochs = [...epochs];
    this.best = best;
  }

  /** Adds an epoch and its weights; says whether it is the best so far. Unmeasured, the last one is. */
  add(metrics: EpochMetrics, weights: Weights): boolean {
    const before = this.best === undefined ? undefined : this.epochs[this.best.epoch - 1];
    this.epochs.push(metrics);
    if (metrics.validationLoss === undefined) return true;
    const isBest = isBetter(this.figure, metrics, before);
    if (isBest) this.best = { epoch: metrics.epoch, weights };
    return isBest;
  }
}
