// The learning rate of each step, as the schedule of a train block says. It follows from the step and
// from the epochs before alone, so that a training that goes on has the rates of one that never stopped.

import type { Schedule } from '../../compiler/training-options.js';
import type { EpochMetrics } from '../run/epoch-metrics.js';
import { shareAt } from './decays.js';

/** The extent of a training. */
export interface Course {
  readonly stepsPerEpoch: number;
  readonly epochs: number;
}

/** What a plateau is seen by: the loss of what is held out, or of training where nothing is. */
function watchedLoss({ loss, validationLoss }: EpochMetrics): number {
  return validationLoss ?? loss;
}

/**
 * The share of the optimizer's rate that a step has. The warm-up rises evenly and reaches the full
 * rate with its last step (Goyal et al. 2017, "Accurate, Large Minibatch SGD", 2.2); the decay
 * begins where it ends, and counts from there.
 * @param step counts from 0 over the whole training
 * @param finished the epochs before that of the step
 */
export function rateShare(
  { warmUp, decay }: Schedule,
  { stepsPerEpoch, epochs }: Course,
  step: number,
  finished: readonly EpochMetrics[],
): number {
  const rising = Math.round(warmUp * stepsPerEpoch);
  const decayed = shareAt(decay, {
    step: Math.max(0, step - rising),
    steps: epochs * stepsPerEpoch - rising,
    stepsPerEpoch,
    losses: finished.map(watchedLoss),
  });
  return step < rising ? (decayed * (step + 1)) / rising : decayed;
}
