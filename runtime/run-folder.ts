// The folder of a training: model.cnn as trained, weights.safetensors (the best), last.safetensors and
// last.previous.safetensors (to go on from) and metrics.jsonl. Each file appears whole. The checkpoint alone
// decides where a run stands; weights and metrics are written from it.

import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Graph } from '../compiler/graph/graph.js';
import { openFolder, writeAtomically } from './atomic-file.js';
import { treatmentMetadata } from './data/input-treatment.js';
import { encodeCheckpoint, type Checkpoint } from './run/checkpoint.js';
import { writeCheckpoint } from './run/checkpoint-file.js';
import {
  isLeftover,
  lastFile,
  lockFile,
  metricsFile,
  modelFile,
  previousFile,
  weightsFile,
} from './run/run-files.js';
import { holdFolder } from './run/run-lock.js';
import type { Weights } from './tensor.js';
import { saveWeights } from './weights.js';

export type { Checkpoint } from './run/checkpoint.js';
export { readCheckpoint } from './run/checkpoint-file.js';
export type { EpochMetrics } from './run/epoch-metrics.js';

export interface RunModel {
  readonly graph: Graph;
  /** The text of the model as trained, its parameters fixed. */
  readonly source: string;
  /** Texts behind `use`, by the names that `source` calls them. */
  readonly usedFiles?: ReadonlyMap<string, string> | undefined;
  readonly labels?: readonly string[] | undefined;
}

export class RunFolder {
  readonly path: string;
  private readonly model: RunModel;
  private readonly release: () => Promise<void>;
  /** What weights.safetensors holds, where this training wrote it. */
  private published: Weights | undefined;
  private saves = 0;

  private constructor(path: string, model: RunModel, release: () => Promise<void>) {
    this.path = path;
    this.model = model;
    this.release = release;
  }

  /**
   * Makes the folder, proves that it can be written to, and holds it against other trainings until it is
   * closed; an earlier run's files stay until the first save.
   * @throws WriteError
   * @throws TrainingError where another training holds it
   */
  static async open(path: string, model: RunModel): Promise<RunFolder> {
    await openFolder(path);
    const release = await holdFolder(path, join(path, lockFile));
    for (const entry of await readdir(path))
      if (isLeftover(entry)) await rm(join(path, entry), { force: true });
    return new RunFolder(path, model, release);
  }

  /** Whether something was saved since it was opened. */
  get isSaved(): boolean {
    return this.saves > 0;
  }

  /**
   * Writes where the training stands. With the first save the model is written too, and the checkpoint that
   * was there, from which this training comes, is replaced: it may be a damaged one.
   */
  async save(checkpoint: Checkpoint): Promise<void> {
    const { graph, labels } = this.model;
    if (!this.isSaved) await this.writeTexts();
    await writeCheckpoint(this.path, encodeCheckpoint(checkpoint, graph, labels), this.isSaved);
    this.saves++;
  }

  /** Writes the weights to use and the metrics, as of a checkpoint that was saved. */
  async publish({ epochs, treatment }: Checkpoint, weights: Weights): Promise<void> {
    const { graph, labels } = this.model;
    await writeAtomically(
      join(this.path, metricsFile),
      epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join(''),
    );
    if (weights === this.published) return;
    await saveWeights(bestWeightsFile(this.path), graph, weights, {
      labels,
      metadata: treatmentMetadata(treatment),
    });
    this.published = weights;
  }

  async close(): Promise<void> {
    await this.release();
  }

  private async writeTexts(): Promise<void> {
    const { source, usedFiles = [] } = this.model;
    for (const [name, text] of usedFiles) await writeAtomically(join(this.path, name), text);
    await writeAtomically(join(this.path, modelFile), source);
  }
}

/** The weights that a run folder holds as its best. */
export function bestWeightsFile(folder: string): string {
  return join(folder, weightsFile);
}

/** Whether there is something in a folder to go on from. */
export function hasCheckpoint(folder: string): boolean {
  return [lastFile, previousFile].some((file) => existsSync(join(folder, file)));
}
