// What is known of a finished epoch: one line of metrics.jsonl.

import type { Measures } from '../metrics/measures.js';

/** Accuracies are left out for regression, all of validation where nothing is held out. */
export interface EpochMetrics {
  /** Counts from 1. */
  readonly epoch: number;
  /**
   * Running means over the training batches, each measured before its own update. The loss is what
   * training minimises: with smoothed labels and class weights, where there are some.
   */
  readonly loss: number;
  readonly accuracy?: number;
  /** Measured after the epoch, plainly: labels as they are, classes alike. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  /** All that was measured then: the two above, and what the train block asks for under `metrics`. */
  readonly validation?: Measures;
  /** The learning rate of the last step. */
  readonly rate: number;
  /** From the first step to the last; the sum of the parts of an epoch that was interrupted. */
  readonly seconds: number;
  /** Of these, how long the engine had no batch to compute. */
  readonly waited: number;
  readonly imagesPerSecond: number;
}

/** What was measured of what is held out, as fields of an epoch. */
export function validationFigures(validation: Measures): Partial<EpochMetrics> {
  const { loss, accuracy } = validation;
  return {
    validationLoss: loss,
    ...(accuracy === undefined ? {} : { validationAccuracy: accuracy }),
    validation,
  };
}
