// What a training that goes on must have in common with its beginning, and what it may have changed.

import type { Optimizer } from '../../compiler/graph/graph.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import type { Dataset } from '../data/dataset.js';
import { TrainingError } from '../training-error.js';

/** What fixes the order of samples and steps, and the optimizer's states. */
export interface RunSettings {
  readonly batch: number;
  readonly seed: number;
  readonly validate: number;
  readonly samples: number;
  readonly optimizer: string;
}

/** Names what decides which states an optimizer has. */
function optimizerText(optimizer: Optimizer): string {
  return optimizer.kind === 'sgd' && optimizer.momentum !== 0 ? 'sgd with momentum' : optimizer.kind;
}

export function settingsOf(
  { batch, seed, validate, optimizer }: TrainingOptions,
  data: Dataset,
): RunSettings {
  return { batch, seed, validate, samples: data.count, optimizer: optimizerText(optimizer) };
}

/** @throws TrainingError where a run cannot go on under these settings */
export function checkSettings(before: RunSettings, now: RunSettings, folder: string): void {
  const names = Object.keys(now) as (keyof RunSettings)[];
  const changed = names.filter((name) => before[name] !== now[name]);
  if (changed.length === 0) return;
  const list = changed.map((name) => `${name} was ${before[name]} and is now ${now[name]}`).join(', ');
  throw new TrainingError(
    `the run in ${folder} cannot go on: ${list}`,
    `train with the settings of the run, or start a new one`,
  );
}

/** Settings that may change, though the numbers of the run are then no longer those of its first settings. */
const noted = [
  ...(['scale', 'augment', 'loss', 'outputLosses', 'labelSmoothing', 'classWeights'] as const),
  ...(['optimizer', 'schedule', 'clip', 'l2', 'freeze'] as const),
];

/** How a train block calls those settings that are called otherwise there. */
const written: Readonly<Partial<Record<(typeof noted)[number], string>>> = {
  outputLosses: 'loss',
  labelSmoothing: 'smoothing',
  classWeights: 'class-weights',
};

export type NotedSettings = Readonly<Partial<Record<(typeof noted)[number], unknown>>>;

export function notedSettings(training: TrainingOptions): NotedSettings {
  return Object.fromEntries(noted.map((name) => [name, training[name]]));
}

/** What has changed, as a train block calls it. */
export function changedSettings(before: NotedSettings, now: NotedSettings): string[] {
  const changed = noted.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  return [...new Set(changed.map((name) => written[name] ?? name))];
}
