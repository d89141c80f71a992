// One training of a sweep: `cnnc train`, then `cnnc eval` where the training holds nothing out.

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bestWeightsFile, Failure } from '../../runtime/index.js';
import { epochsIn, secondsOf, validationFigures } from '../../runtime/sweep/run-figures.js';
import type { Figures, TrainingState } from '../../runtime/sweep/sweep-file.js';
import { exitCode } from '../exit-code.js';
import { runChild, type ChildOutcome } from './child.js';
import type { SweepOptions } from './options.js';
import type { PlannedTraining } from './planned.js';

export interface TrainingPlace {
  /** Of the sweep. */
  readonly folder: string;
  readonly options: SweepOptions;
  /** On how many threads it computes; its own choice unless given. */
  readonly threads: number | undefined;
  readonly signal: AbortSignal;
}

/** Goes on where the training was interrupted before. */
export async function trainOne(training: PlannedTraining, place: TrainingPlace): Promise<TrainingState> {
  const run = join(place.folder, training.folder);
  const trained = await runChild(trainWords(training, place, await startWords(run)), place);
  if (trained.status === exitCode.interrupted || place.signal.aborted) return { state: 'interrupted' };
  if (trained.reason !== undefined) return { state: 'failed', reason: trained.reason };
  const epochs = await epochsIn(run);
  const validation = training.validates ? validationFigures(epochs, training.keptBy) : undefined;
  if (validation !== undefined) return { state: 'done', figures: validation };
  const evaluated = await runChild(evalWords(training, run, place), place);
  if (evaluated.status === exitCode.interrupted || place.signal.aborted) return { state: 'interrupted' };
  if (evaluated.reason !== undefined) return { state: 'failed', reason: evaluated.reason };
  return {
    state: 'done',
    figures: { ...figuresIn(evaluated), epochs: epochs.length, seconds: secondsOf(epochs) },
  };
}

/** A folder without a checkpoint is one of a training that saved nothing before it was ended. */
async function startWords(run: string): Promise<string[]> {
  if (existsSync(join(run, 'last.safetensors'))) return ['--resume', run];
  await rm(run, { recursive: true, force: true });
  return ['--out', run];
}

function trainWords(training: PlannedTraining, place: TrainingPlace, start: readonly string[]): string[] {
  const { epochs, batch, seed } = training;
  const flags = ['--epochs', `${epochs}`, '--batch', `${batch}`, '--seed', `${seed}`];
  return ['train', '--no-report', ...flags, ...start, ...modelWords(training, place)];
}

function evalWords(training: PlannedTraining, run: string, place: TrainingPlace): string[] {
  return ['eval', '--weights', bestWeightsFile(run), '--json', ...modelWords(training, place)];
}

/** The file stands behind `--`, whatever it is called. */
function modelWords({ file, set }: PlannedTraining, { options: { engine, data } }: TrainingPlace): string[] {
  const params = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  return [...params, '--engine', engine, ...(data === undefined ? [] : ['--data', data]), '--', file];
}

function figuresIn({ stdout }: ChildOutcome): Pick<Figures, 'loss' | 'accuracy'> {
  const { loss, metrics } = JSON.parse(stdout) as { loss: number; metrics: { accuracy?: number } };
  if (!Number.isFinite(loss)) throw new Failure('cnnc eval did not say the loss');
  return { loss, accuracy: metrics.accuracy ?? null };
}
