// Whether a training ends before its last epoch. It follows from the epochs alone: a run that goes on stays
// stopped, unless it is given more patience.

import type { EarlyStop } from '../../compiler/training-options.js';
import type { Classifier } from '../classifier.js';
import { countOf } from '../text.js';
import { TrainingError } from '../training-error.js';
import type { EpochMetrics } from './epoch-metrics.js';
import { isBetter } from './watched-figure.js';

/** The last epoch that counted as an improvement; small ones add up until they do. */
function lastImprovement({ figure, improvement }: EarlyStop, epochs: readonly EpochMetrics[]): EpochMetrics {
  return epochs.reduce((best, epoch) => (isBetter(figure, epoch, best, improvement) ? epoch : best));
}

function valueText(figure: EarlyStop['figure'], epoch: EpochMetrics): string {
  return figure === 'loss'
    ? `loss ${epoch.validationLoss?.toFixed(4)}`
    : `accuracy ${(100 * (epoch.validationAccuracy ?? 0)).toFixed(2)} %`;
}

/** Why the training ends after these epochs; undefined where it goes on. */
export function whyStopped(stop: EarlyStop | undefined, epochs: readonly EpochMetrics[]): string | undefined {
  if (stop === undefined || epochs.length === 0) return undefined;
  const best = lastImprovement(stop, epochs);
  const waited = epochs.length - best.epoch;
  if (waited < stop.patience) return undefined;
  const found = valueText(stop.figure, best);
  return `${countOf(waited, 'epoch')} without a better validation than ${found} of epoch ${best.epoch}`;
}

/**
 * @param heldOut how many samples are
 * @throws TrainingError where there is nothing that could be watched
 */
export function checkStop(
  stop: EarlyStop | undefined,
  { regression }: Pick<Classifier, 'regression'>,
  heldOut: number,
): void {
  if (stop === undefined) return;
  if (heldOut === 0) {
    throw new TrainingError(
      '`stop` watches what is held out, but nothing is',
      'write `validate 10%` in the train block, or leave out `stop`',
    );
  }
  if (regression && stop.figure === 'accuracy') {
    throw new TrainingError('`stop` watches the accuracy, but a number has none', 'write `loss` instead');
  }
}
