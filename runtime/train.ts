// Trains a network on labelled images, from its first weights to a run folder.

import type { Graph, Optimizer } from '../compiler/graph/graph.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import type { TrainingOptions } from '../compiler/training-options.js';
import { classifierOf, type Classifier } from './classifier.js';
import { checkDataset, type Dataset } from './data/dataset.js';
import { openFeed, type Feed } from './data/feed.js';
import { pixelScaleOf } from './data/measured-scale.js';
import { splitForValidation, type Split } from './data/split.js';
import type { Engine, TrainingStart } from './engine.js';
import { engineText } from './engine-text.js';
import { initializeWeights } from './initialize-weights.js';
import {
  bestWeightsFile,
  readCheckpoint,
  RunFolder,
  type Checkpoint,
  type RunSettings,
} from './run-folder.js';
import type { Weights } from './tensor.js';
import { TrainingError } from './training-error.js';
import { TrainingRun, type Progress, type TrainResult } from './training-run.js';
import { loadWeights } from './weights.js';

export type { EpochProgress, Progress, StepProgress, TrainResult } from './training-run.js';

export interface TrainOptions {
  readonly graph: Graph;
  readonly training: TrainingOptions;
  readonly engine: Engine;
  readonly data: Dataset;
  /** The text of the model as trained, its parameters fixed; becomes `model.cnn` of the run. */
  readonly source: string;
  /** Texts behind `use`, by the names that `source` calls them; the run folder keeps them beside it. */
  readonly usedFiles?: ReadonlyMap<string, string>;
  /** What the classes are called, in order. */
  readonly labels?: readonly string[] | undefined;
  /** Where the run is kept; nothing is written without it. */
  readonly runFolder?: string | undefined;
  /** Goes on from the checkpoint in this folder. */
  readonly resume?: string | undefined;
  /** Aborting ends the training after the step in flight, with everything saved. */
  readonly signal?: AbortSignal | undefined;
  /** Told what a person may want to know, such as that a run goes on with another engine. */
  readonly onNotice?: ((text: string) => void) | undefined;
  /** Called after each step and each epoch. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Names what decides which states an optimizer has. */
function optimizerText(optimizer: Optimizer): string {
  return optimizer.kind === 'sgd' && optimizer.momentum !== 0 ? 'sgd with momentum' : optimizer.kind;
}

function settingsOf({ batch, seed, validate, optimizer }: TrainingOptions, data: Dataset): RunSettings {
  return { batch, seed, validate, samples: data.count, optimizer: optimizerText(optimizer) };
}

function checkSettings(before: RunSettings, now: RunSettings, folder: string): void {
  const names = Object.keys(now) as (keyof RunSettings)[];
  const changed = names.filter((name) => before[name] !== now[name]);
  if (changed.length === 0) return;
  const list = changed.map((name) => `${name} was ${before[name]} and is now ${now[name]}`).join(', ');
  throw new TrainingError(
    `the run in ${folder} cannot go on: ${list}`,
    `train with the settings of the run, or start a new one`,
  );
}

interface Resumption {
  readonly checkpoint: Checkpoint | undefined;
  readonly best: Weights | undefined;
}

async function resumptionOf(
  { resume, graph, engine, onNotice }: TrainOptions,
  settings: RunSettings,
): Promise<Resumption> {
  if (resume === undefined) return { checkpoint: undefined, best: undefined };
  const checkpoint = await readCheckpoint(resume, graph);
  checkSettings(checkpoint.settings, settings, resume);
  const [before, now] = [checkpoint.computedBy, engineText(engine)];
  if (before !== undefined && before !== now) {
    onNotice?.(
      `The run was computed by ${before} and goes on with ${now}: its numbers will round differently.`,
    );
  }
  return { checkpoint, best: (await loadWeights(bestWeightsFile(resume), graph)).weights };
}

function startOf(graph: Graph, seed: number, checkpoint: Checkpoint | undefined): TrainingStart {
  if (checkpoint === undefined) return { weights: initializeWeights(graph, seed), seed };
  return { weights: checkpoint.weights, optimizerState: checkpoint.optimizerState, seed };
}

async function openFeeds(
  dataset: Dataset,
  shapes: Classifier,
  training: TrainingOptions,
  split: Split,
): Promise<Record<'training' | 'validation', Feed>> {
  const scale = await pixelScaleOf(training.scale, dataset, split.training);
  const feed = (): Feed => openFeed({ dataset, shapes, scale });
  return { training: feed(), validation: feed() };
}

/**
 * Trains as the options say. A run is decided by the seed, the data and the engine: the same
 * three give the same weights, also where it was interrupted and resumed.
 * @throws TrainingError where the network or the settings do not allow it, or the loss diverges
 * @throws DataError where the samples do not fit the network
 * @throws WriteError where the run folder cannot be written, before training starts
 * @throws EngineError where the engine cannot start
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { graph, training, engine, data, source, usedFiles, labels, runFolder, signal, onProgress } = options;
  const classifier = classifierOf(graph, training);
  checkDataset(data, classifier.input, classifier.classes);
  const split = splitForValidation(data, training.validate, training.seed);
  const settings = settingsOf(training, data);
  const { checkpoint, best } = await resumptionOf(options, settings);
  const folder =
    runFolder === undefined
      ? undefined
      : await RunFolder.open(runFolder, { graph, source, usedFiles, labels });
  const session = await engine.train(
    differentiate(graph, training),
    startOf(graph, training.seed, checkpoint),
  );
  const feeds = await openFeeds(data, classifier, training, split);
  const parts = { classifier, training, engine, session, feeds, split, settings, folder, signal, onProgress };
  try {
    return await new TrainingRun({ ...parts, resumed: checkpoint, bestBefore: best }).run();
  } finally {
    await Promise.all([session.dispose(), feeds.training.close(), feeds.validation.close()]);
  }
}
