// The figure of validation by which epochs are compared: the lower its loss, or the higher its accuracy.

import type { EarlyStop } from '../../compiler/training-options.js';
import type { EpochMetrics } from './epoch-metrics.js';

export type Figure = EarlyStop['figure'];

/** How good an epoch was, the greater the better; undefined where it was not measured, or is no number. */
export function merit(
  figure: Figure,
  { validationLoss, validationAccuracy }: EpochMetrics,
): number | undefined {
  const merit =
    figure === 'accuracy' ? validationAccuracy : validationLoss === undefined ? undefined : -validationLoss;
  return Number.isNaN(merit) ? undefined : merit;
}

/** Whether an epoch was better than an earlier one by more than `improvement`; any is better than none. */
export function isBetter(
  figure: Figure,
  epoch: EpochMetrics,
  earlier: EpochMetrics | undefined,
  improvement = 0,
): boolean {
  const before = earlier === undefined ? undefined : merit(figure, earlier);
  const now = merit(figure, epoch);
  return before === undefined
    ? now !== undefined || earlier === undefined
    : now !== undefined && now > before + improvement;
}
