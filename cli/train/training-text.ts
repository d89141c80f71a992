// What a training says before it starts and when it has ended.

import type { Graph } from '../../compiler/graph/graph.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import { classifierOf, type Classifier } from '../../runtime/classifier.js';
import type { Dataset, EpochMetrics, TrainResult } from '../../runtime/index.js';
import { scheduleText } from '../../runtime/schedule/text.js';
import { countOf } from '../count-of.js';

export interface Samples {
  readonly data: Dataset;
  /** What is held out, where the data comes with it. */
  readonly validation: Dataset | undefined;
}

function heldOutCount({ data, validation }: Samples, share: number): number {
  return validation?.count ?? Math.round(data.count * share);
}

function samplesText(
  samples: Samples,
  { validate }: TrainingOptions,
  { regression, classes }: Classifier,
): string {
  const heldOut = heldOutCount(samples, validate);
  const learnt = samples.data.count - (samples.validation === undefined ? heldOut : 0);
  const of = regression ? '' : ` of ${countOf(classes, 'class', 'classes')}`;
  return `${countOf(learnt, 'sample')}${of}${heldOut === 0 ? '' : `, ${countOf(heldOut, 'more', 'more')} held out`}`;
}

/** What is about to happen. */
export function startText(graph: Graph, samples: Samples, training: TrainingOptions, members = 1): string[] {
  const { epochs, batch, seed, optimizer, schedule } = training;
  const seeds = members === 1 ? `seed ${seed}` : `${members} times, seeds ${seed} to ${seed + members - 1}`;
  const amount = `${countOf(epochs, 'epoch')} in batches of ${batch}, ${seeds}`;
  return [
    `Training ${graph.name} on ${samplesText(samples, training, classifierOf(graph, training))}: ${amount}.`,
    `Learning rate ${optimizer.rate} (${optimizer.kind}), ${scheduleText(schedule)}.`,
  ];
}

function bestText({ epoch, validationLoss = NaN, validationAccuracy }: EpochMetrics): string {
  const accuracy =
    validationAccuracy === undefined ? '' : `, accuracy ${(100 * validationAccuracy).toFixed(2)} %`;
  return `The best is epoch ${epoch}: validation loss ${validationLoss.toFixed(4)}${accuracy}.`;
}

/** What came of a training that reached its end. */
export function endText({ stopped, epochs, best }: TrainResult): string[] {
  return [
    ...(stopped === undefined ? [] : [`Stopped after epoch ${epochs.length}: ${stopped}.`]),
    ...(best === undefined ? [] : [bestText(best)]),
  ];
}
