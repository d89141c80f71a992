// Trains a network on labelled images, from its first weights to a run folder.

import { join } from 'node:path';
import type { Graph } from '../compiler/graph/graph.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import type { TrainingOptions } from '../compiler/training-options.js';
import { classifierOf, type Classifier } from './classifier.js';
import { allSamples, labelsOf } from './data/batches.js';
import { checkDataset, type Dataset } from './data/dataset.js';
import { openFeed } from './data/feed.js';
import type { InputTreatment } from './data/input-treatment.js';
import { pixelScaleOf } from './data/measured-scale.js';
import { splitForValidation, type Split } from './data/split.js';
import type { Engine } from './engine.js';
import { engineText } from './engine-text.js';
import { checkStop } from './run/early-stop.js';
import { changedSettings, checkSettings, notedSettings, settingsOf } from './run/run-settings.js';
import type { SampleFeed } from './run/sample-feed.js';
import { startOf } from './run/start-weights.js';
import { targetRuleOf } from './run/target-rule.js';
import { readCheckpoint, RunFolder, type Checkpoint } from './run-folder.js';
import { TensorBoardLog } from './tensorboard/training-log.js';
import { TrainingRun, type Progress, type TrainResult } from './training-run.js';

export type { EpochProgress, Progress, StepProgress, TrainResult } from './training-run.js';

export interface TrainOptions {
  readonly graph: Graph;
  readonly training: TrainingOptions;
  readonly engine: Engine;
  readonly data: Dataset;
  /** What is held out, where the data comes with it: then nothing of `data` is. */
  readonly validation?: Dataset | undefined;
  /** The text of the model as trained, its parameters fixed; becomes `model.cnn` of the run. */
  readonly source: string;
  /** Texts behind `use`, by the names that `source` calls them; the run folder keeps them beside it. */
  readonly usedFiles?: ReadonlyMap<string, string>;
  /** What the classes are called, in order; as the data says where it is left out. */
  readonly labels?: readonly string[] | undefined;
  /** Where the run is kept; nothing is written without it. */
  readonly runFolder?: string | undefined;
  /** Minutes between two saves within an epoch; infinite for none. Saving takes 5 % of the time at most. */
  readonly checkpointMinutes?: number | undefined;
  /** Writes event files for TensorBoard into `tensorboard/` of the run folder. */
  readonly tensorBoard?: boolean | undefined;
  /** Weights to begin with, as far as they fit; a run that goes on has its own. */
  readonly initFrom?: string | undefined;
  /** Goes on from the checkpoint in this folder. */
  readonly resume?: string | undefined;
  /** Aborting ends the training after the step in flight, with everything saved. */
  readonly signal?: AbortSignal | undefined;
  /** Told what a person may want to know, such as that a run goes on with another engine. */
  readonly onNotice?: ((text: string) => void) | undefined;
  /** Called after each step and each epoch. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Minutes between two saves within an epoch, unless told otherwise. */
export const usualCheckpointMinutes = 5;

function checkAll({ data, validation }: TrainOptions, { input, classes }: Classifier): void {
  checkDataset(data, input, classes);
  if (validation !== undefined) checkDataset(validation, input, classes);
}

/** Samples of `data` to learn from, and those held out: of `data` too, or of a dataset of their own. */
function splitOf({ data, validation, training }: TrainOptions): Split {
  if (validation === undefined) return splitForValidation(data, training.validate, training.seed);
  return { training: allSamples(data), validation: allSamples(validation) };
}

function tellChanges({ engine, training, onNotice }: TrainOptions, { computedBy, noted }: Checkpoint): void {
  const now = engineText(engine);
  if (computedBy !== now) {
    onNotice?.(
      `The run was computed by ${computedBy} and goes on with ${now}: its numbers will round differently.`,
    );
  }
  const changed = changedSettings(noted, notedSettings(training));
  if (changed.length > 0)
    onNotice?.(`The run goes on under other settings than before: ${changed.join(', ')}.`);
}

async function resumedFrom(options: TrainOptions): Promise<Checkpoint | undefined> {
  const { resume, graph, training, data, onNotice } = options;
  if (resume === undefined) return undefined;
  const checkpoint = await readCheckpoint(resume, graph, onNotice);
  if (checkpoint === undefined) {
    onNotice?.(`Nothing was saved in ${resume} yet: the training begins anew.`);
    return undefined;
  }
  checkSettings(checkpoint.settings, settingsOf(training, data), resume);
  tellChanges(options, checkpoint);
  return checkpoint;
}

/** As the run has it, or as measured now on the samples to learn from. */
async function treatmentOf(
  { data, training }: TrainOptions,
  samples: Uint32Array,
  resumed: Checkpoint | undefined,
): Promise<InputTreatment> {
  const scale = resumed?.treatment.scale ?? (await pixelScaleOf(training.scale, data, samples));
  return { scale, resize: data.resize ?? 'stretch' };
}

function openFeeds(
  { data, validation, training }: TrainOptions,
  shapes: Classifier,
  split: Split,
  { scale }: InputTreatment,
): Record<'learnt' | 'heldOut', SampleFeed> {
  const { augment, seed } = training;
  const targets = targetRuleOf(training, shapes, labelsOf(data, split.training));
  const learnt = openFeed({ dataset: data, shapes, scale, targets, augment, seed });
  const heldOut = openFeed({ dataset: validation ?? data, shapes, scale });
  return {
    learnt: { feed: learnt, samples: split.training },
    heldOut: { feed: heldOut, samples: split.validation },
  };
}

async function openRunFolder({ runFolder, graph, source, usedFiles, labels, data }: TrainOptions) {
  if (runFolder === undefined) return undefined;
  return RunFolder.open(runFolder, { graph, source, usedFiles, labels: labels ?? data.classNames });
}

async function openTensorBoard(
  { runFolder, tensorBoard }: TrainOptions,
  resumed: Checkpoint | undefined,
): Promise<TensorBoardLog | undefined> {
  if (runFolder === undefined || tensorBoard !== true) return undefined;
  return TensorBoardLog.open(join(runFolder, 'tensorboard'), resumed?.epochs);
}

/** What a training has open; all of it is closed at its end. */
class Opened {
  private readonly closers: (() => Promise<void>)[] = [];

  take<Resource>(resource: Resource, close: (resource: Resource) => Promise<void>): Resource {
    this.closers.push(() => close(resource));
    return resource;
  }

  /** The last that was opened first. */
  async close(): Promise<void> {
    for (const close of this.closers.toReversed()) await close();
  }
}

async function trainWith(
  opened: Opened,
  options: TrainOptions,
  classifier: Classifier,
  split: Split,
): Promise<TrainResult> {
  const { graph, training, engine, data, checkpointMinutes = usualCheckpointMinutes } = options;
  const resumed = await resumedFrom(options);
  const folder = opened.take(await openRunFolder(options), async (folder) => folder?.close());
  const treatment = await treatmentOf(options, split.training, resumed);
  const feeds = openFeeds(options, classifier, split, treatment);
  for (const { feed } of Object.values(feeds)) opened.take(feed, (feed) => feed.close());
  const start = await startOf({ ...options, learnt: feeds.learnt, resumed });
  const session = await engine.train(differentiate(graph, training), start);
  opened.take(session, (session) => session.dispose());
  const tensorBoard = opened.take(await openTensorBoard(options, resumed), async (log) => log?.close());
  const { signal, onProgress } = options;
  const parts = { classifier, training, engine, session, ...feeds, treatment, folder, tensorBoard, resumed };
  const settings = settingsOf(training, data);
  return new TrainingRun({ ...parts, settings, checkpointMinutes, signal, onProgress }).run();
}

/**
 * Trains as the options say. A run is decided by the seed, the data and the engine: the same
 * three give the same weights, also where it was interrupted and resumed.
 * @throws TrainingError where the network or the settings do not allow it, the loss diverges, or another
 * training is writing into the folder
 * @throws DataError where the samples do not fit the network
 * @throws WriteError where the run folder cannot be written, before training starts
 * @throws EngineError where the engine cannot start
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { graph, training, data } = options;
  const classifier = classifierOf(graph, training);
  checkAll(options, classifier);
  const split = splitOf(options);
  checkStop(training.stop, classifier, split.validation.length);
  targetRuleOf(training, classifier, labelsOf(data, split.training));
  const opened = new Opened();
  return trainWith(opened, options, classifier, split).finally(() => opened.close());
}
