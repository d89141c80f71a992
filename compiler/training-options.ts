// What a `train` block says, checked; what is not said has its default here.

import type { Loss, Optimizer, OutputLoss } from './graph/graph.js';

export interface TrainingOptions {
  /** Where the samples are; the path is as written, relative to the model's file. */
  readonly data: { readonly kind: 'idx'; readonly path: string } | undefined;
  /** Of every output that `outputLosses` does not name. */
  readonly loss: Loss;
  readonly outputLosses: readonly OutputLoss[];
  readonly optimizer: Optimizer;
  readonly batch: number;
  readonly epochs: number;
  /** The share of the training samples that is held out for validation, 0 ≤ share < 1. */
  readonly validate: number;
  readonly seed: number;
}

export const defaultTrainingOptions: TrainingOptions = {
  data: undefined,
  loss: 'cross-entropy',
  outputLosses: [],
  optimizer: { kind: 'adam', rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  batch: 32,
  epochs: 1,
  validate: 0,
  seed: 1,
};
