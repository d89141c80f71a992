// The folder of a training: model.cnn as trained, weights.safetensors (the best), last.safetensors
// (with the optimizer's state, to go on from) and metrics.jsonl. Each file appears whole.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Graph } from '../compiler/graph/graph.js';
import { openFolder, writeAtomically } from './atomic-file.js';
import type { Measures } from './metrics/measures.js';
import type { Weights } from './tensor.js';
import { optimizerStateIn, readSafetensors, saveWeights, weightsIn } from './weights.js';
import { WeightsError } from './weights-error.js';

/** One line of metrics.jsonl. Accuracies are left out for regression. */
export interface EpochMetrics {
  /** Counts from 1. */
  readonly epoch: number;
  /**
   * Running means over the training batches, each measured before its own update; in an epoch
   * that was resumed, over those after the interruption.
   */
  readonly loss: number;
  readonly accuracy?: number;
  /** Measured after the epoch; left out where nothing is held out. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  /** All that was measured then: the two above, and what the train block asks for under `metrics`. */
  readonly validation?: Measures;
  readonly seconds: number;
  readonly imagesPerSecond: number;
}

/** What fixes the order of samples and steps; a run goes on only under the same. */
export interface RunSettings {
  readonly batch: number;
  readonly seed: number;
  readonly validate: number;
  readonly samples: number;
  readonly optimizer: string;
}

/** Where a training stands. */
export interface Checkpoint {
  readonly weights: Weights;
  readonly optimizerState: Weights;
  /** Steps done since the first epoch. */
  readonly step: number;
  readonly settings: RunSettings;
  /** Finished epochs. */
  readonly epochs: readonly EpochMetrics[];
  /** What computed last, such as `onnx:cpu on 2 threads`; runs from before this was kept lack it. */
  readonly computedBy?: string | undefined;
}

export interface RunModel {
  readonly graph: Graph;
  /** The text of the model as trained, its parameters fixed. */
  readonly source: string;
  /** Texts behind `use`, by the names that `source` calls them. */
  readonly usedFiles?: ReadonlyMap<string, string> | undefined;
  readonly labels?: readonly string[] | undefined;
}

const modelFile = 'model.cnn';
const weightsFile = 'weights.safetensors';
const checkpointFile = 'last.safetensors';
const metricsFile = 'metrics.jsonl';

export class RunFolder {
  readonly path: string;
  private readonly model: RunModel;

  private constructor(path: string, model: RunModel) {
    this.path = path;
    this.model = model;
  }

  /**
   * Makes the folder and proves that it can be written to; an earlier run's files stay until the
   * first save.
   * @throws WriteError
   */
  static async open(path: string, model: RunModel): Promise<RunFolder> {
    await openFolder(path);
    return new RunFolder(path, model);
  }

  /** Writes the model, where the training stands and, as the best, `best` where it is given. */
  async save(checkpoint: Checkpoint, best: Weights | undefined): Promise<void> {
    const { graph, source, usedFiles = [], labels } = this.model;
    const { weights, optimizerState, step, settings, epochs, computedBy } = checkpoint;
    const metadata = new Map([
      ['step', `${step}`],
      ['settings', JSON.stringify(settings)],
      ...(computedBy === undefined ? [] : [['computed by', computedBy] as const]),
    ]);
    for (const [name, text] of usedFiles) await writeAtomically(join(this.path, name), text);
    await writeAtomically(join(this.path, modelFile), source);
    await writeAtomically(
      join(this.path, metricsFile),
      epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join(''),
    );
    await saveWeights(join(this.path, checkpointFile), graph, weights, { labels, optimizerState, metadata });
    if (best !== undefined) await saveWeights(join(this.path, weightsFile), graph, best, { labels });
  }
}

/** JSON that a run wrote, as far as `isSound` can tell. */
function parseJson<Value>(text: string, isSound: (value: unknown) => value is Value, file: string): Value {
  const remedy = 'train from the start';
  try {
    const value: unknown = JSON.parse(text);
    if (isSound(value)) return value;
  } catch (error) {
    throw new WeightsError(`${file} does not say where its training stood`, remedy, { cause: error });
  }
  throw new WeightsError(`${file} does not say where its training stood`, remedy);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isSettings(value: unknown): value is RunSettings {
  return typeof value === 'object' && value !== null;
}

function isMetrics(value: unknown): value is EpochMetrics {
  return typeof value === 'object' && value !== null && 'epoch' in value && isCount(value.epoch);
}

async function readMetrics(folder: string): Promise<EpochMetrics[]> {
  const file = join(folder, metricsFile);
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => parseJson(line, isMetrics, file));
}

/** The weights that a run folder holds as its best. */
export function bestWeightsFile(folder: string): string {
  return join(folder, weightsFile);
}

/**
 * Reads where the training in a folder stood, to go on from there.
 * @throws WeightsError where it holds no checkpoint of this network
 */
export async function readCheckpoint(folder: string, graph: Graph): Promise<Checkpoint> {
  const file = join(folder, checkpointFile);
  const contents = await readSafetensors(file);
  const { weights, metadata } = weightsIn(contents, graph, file);
  return {
    weights,
    optimizerState: optimizerStateIn(contents),
    step: parseJson(metadata.get('step') ?? '', isCount, file),
    settings: parseJson(metadata.get('settings') ?? '', isSettings, file),
    epochs: await readMetrics(folder),
    computedBy: metadata.get('computed by'),
  };
}
