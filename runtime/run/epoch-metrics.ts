// What is known of a finished epoch: one line of metrics.jsonl.

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
  /** Whatever else was asked for: `validationF1`, `validationTop5`. */
  readonly [validation: `validation${string}`]: number | undefined;
  /** The learning rate of the last step. */
  readonly rate: number;
  /** Of the steps, without validation and saving; over all parts of an epoch that was interrupted. */
  readonly seconds: number;
  /** Of these, how long the engine had no batch to compute. */
  readonly waited: number;
  readonly imagesPerSecond: number;
}
