// The loop of a training: epochs of steps, then validation, then a save.

import type { TrainingOptions } from '../compiler/training-options.js';
import type { Classifier } from './classifier.js';
import { computeBatches } from './compute-batches.js';
import { shuffled, type Batch } from './data/batches.js';
import type { Feed } from './data/feed.js';
import type { Split } from './data/split.js';
import type { Engine, StepResult, TrainingSession } from './engine.js';
import { engineText } from './engine-text.js';
import { measure } from './evaluate.js';
import type { Checkpoint, EpochMetrics, RunFolder, RunSettings } from './run-folder.js';
import { Tally } from './metrics/tally.js';
import type { Tensor, Weights } from './tensor.js';
import { Throughput } from './throughput.js';
import { TrainingError } from './training-error.js';

export interface StepProgress {
  readonly kind: 'step';
  /** Counts from 1, as does `step`, within the epoch. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Running means over the epoch so far. */
  readonly loss: number;
  readonly accuracy: number | undefined;
  readonly imagesPerSecond: number;
  /** Until the end of the last epoch. */
  readonly secondsLeft: number;
}

export interface EpochProgress {
  readonly kind: 'epoch';
  readonly epochs: number;
  readonly metrics: EpochMetrics;
  /** Whether these are the best weights so far; without validation the last always are. */
  readonly best: boolean;
}

export type Progress = StepProgress | EpochProgress;

export interface TrainResult {
  /** True where the signal ended the training before its last epoch was done. */
  readonly interrupted: boolean;
  /** Every finished epoch, also those before a resumption. */
  readonly epochs: readonly EpochMetrics[];
  /** The best by validation loss, or the last where nothing is held out. */
  readonly weights: Weights;
}

export interface RunParts {
  readonly classifier: Classifier;
  readonly training: TrainingOptions;
  readonly engine: Engine;
  readonly session: TrainingSession;
  /** Of the samples to learn from, and of those held out. */
  readonly feeds: { readonly training: Feed; readonly validation: Feed };
  readonly split: Split;
  readonly settings: RunSettings;
  readonly folder: RunFolder | undefined;
  readonly resumed: Checkpoint | undefined;
  readonly bestBefore: Weights | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

function scoresOf({ scores }: StepResult, { outputName }: Classifier): Tensor {
  return scores.get(outputName) as Tensor;
}

function lowestLoss(epochs: readonly EpochMetrics[]): number {
  return Math.min(...epochs.map(({ validationLoss }) => validationLoss ?? Infinity));
}

function allFinite(weights: Weights): boolean {
  return [...weights.values()].every(({ data }) => data.every(Number.isFinite));
}

export class TrainingRun {
  private readonly parts: RunParts;
  private readonly stepsPerEpoch: number;
  private readonly throughput: Throughput;
  private readonly epochs: EpochMetrics[];
  /** Steps done since the first epoch. */
  private step: number;
  private best: Weights | undefined;
  /** The best as the folder has them; a run that goes on in a new folder has yet to write them. */
  private savedBest: Weights | undefined;

  constructor(parts: RunParts) {
    const { training, split, resumed } = parts;
    this.parts = parts;
    this.step = resumed?.step ?? 0;
    this.best = parts.bestBefore;
    this.stepsPerEpoch = Math.ceil(split.training.length / training.batch);
    this.epochs = (resumed?.epochs ?? []).slice(0, Math.floor(this.step / this.stepsPerEpoch));
    const samplesDone = (this.step / this.stepsPerEpoch) * split.training.length;
    this.throughput = new Throughput(training.epochs * split.training.length - samplesDone);
  }

  async run(): Promise<TrainResult> {
    const { session, signal, training } = this.parts;
    const start = Math.floor(this.step / this.stepsPerEpoch);
    for (let epoch = start; epoch < training.epochs; epoch++) {
      if (signal?.aborted === true || !(await this.trainEpoch(epoch))) return this.interrupt();
    }
    // Nothing was left to do: a new folder gets the run as it was.
    if (this.best !== undefined && this.savedBest === undefined) await this.save(await session.weights());
    return { interrupted: false, epochs: this.epochs, weights: this.best ?? (await session.weights()) };
  }

  /** One epoch with validation and save; false where the signal ended it early, nothing saved. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { classifier, session, signal } = this.parts;
    const started = performance.now();
    const tally = new Tally(classifier);
    const source = this.batchesLeft(epoch);
    for await (const { batch, result } of computeBatches(source, (batch) =>
      session.step(this.stepInput(batch)),
    )) {
      this.step++;
      this.checkLoss(result, epoch);
      tally.add(result.loss, scoresOf(result, classifier).data, batch.labels);
      this.throughput.add(batch.size);
      this.report(epoch, tally);
      if (signal?.aborted === true && this.step < (epoch + 1) * this.stepsPerEpoch) return false;
    }
    await this.finishEpoch(epoch, tally, (performance.now() - started) / 1000);
    return true;
  }

  /** The batches of an epoch from where the run stands; the order is that of the whole epoch. */
  private batchesLeft(epoch: number): AsyncGenerator<Batch> {
    const { feeds, split, training } = this.parts;
    const order = shuffled(split.training, training.seed, epoch);
    const done = this.step - epoch * this.stepsPerEpoch;
    return feeds.training.batches(order.subarray(done * training.batch), training.batch, epoch);
  }

  private stepInput({ images, target }: Batch): Parameters<TrainingSession['step']>[0] {
    const { classifier, training } = this.parts;
    const inputs = new Map([[classifier.inputName, images]]);
    const targets = new Map([[classifier.outputName, target]]);
    return { inputs, targets, rate: training.optimizer.rate, step: this.step };
  }

  private checkLoss({ loss }: StepResult, epoch: number): void {
    if (!Number.isFinite(loss)) throw this.diverged(`the loss became ${loss}`, epoch);
  }

  private diverged(what: string, epoch: number): TrainingError {
    const { folder, training } = this.parts;
    const step = this.step - epoch * this.stepsPerEpoch;
    const kept =
      folder === undefined || this.epochs.length === 0 ? '' : `; ${folder.path} keeps the weights before`;
    return new TrainingError(
      `${what} in epoch ${epoch + 1}, step ${step} of ${this.stepsPerEpoch}${kept}`,
      `lower \`lr\` (now ${training.optimizer.rate}), add \`bn\` to the layers, or look for broken samples`,
    );
  }

  private report(epoch: number, tally: Tally): void {
    const { training, onProgress } = this.parts;
    const { imagesPerSecond, secondsLeft } = this.throughput;
    onProgress?.({
      kind: 'step',
      epoch: epoch + 1,
      epochs: training.epochs,
      step: this.step - epoch * this.stepsPerEpoch,
      steps: this.stepsPerEpoch,
      loss: tally.loss,
      accuracy: tally.accuracy,
      imagesPerSecond,
      secondsLeft,
    });
  }

  private async finishEpoch(epoch: number, tally: Tally, seconds: number): Promise<void> {
    const { session, training, onProgress } = this.parts;
    const weights = await session.weights();
    if (!allFinite(weights)) throw this.diverged('a weight became infinite or no number', epoch);
    const validation = await this.validate(weights);
    const best =
      validation === undefined || validation.loss < lowestLoss(this.epochs) || this.best === undefined;
    const metrics = metricsOf(epoch, tally, validation, seconds);
    this.epochs.push(metrics);
    if (best) this.best = weights;
    await this.save(weights);
    onProgress?.({ kind: 'epoch', epochs: training.epochs, metrics, best });
  }

  private async validate(weights: Weights): Promise<Tally | undefined> {
    const { classifier, engine, feeds, split, training } = this.parts;
    const samples = split.validation;
    if (samples.length === 0) return undefined;
    const feed = feeds.validation;
    const { batch, metrics } = training;
    return measure({ classifier, engine, feed, weights, samples, batch, metrics });
  }

  private async save(weights: Weights): Promise<void> {
    const { engine, folder, session, settings } = this.parts;
    if (folder === undefined) return;
    const optimizerState = await session.optimizerState();
    const best = this.best === this.savedBest ? undefined : this.best;
    const { step, epochs } = this;
    const computedBy = engineText(engine);
    await folder.save({ weights, optimizerState, step, settings, epochs, computedBy }, best);
    this.savedBest = this.best;
  }

  /** Saves where the run stands. The best weights by validation stay the best. */
  private async interrupt(): Promise<TrainResult> {
    const weights = await this.parts.session.weights();
    if (this.parts.split.validation.length === 0) this.best = weights;
    this.best ??= weights;
    await this.save(weights);
    return { interrupted: true, epochs: this.epochs, weights: this.best };
  }
}

function metricsOf(
  epoch: number,
  tally: Tally,
  validation: Tally | undefined,
  seconds: number,
): EpochMetrics {
  const { loss, accuracy, samples } = tally;
  return {
    epoch: epoch + 1,
    loss,
    ...(accuracy === undefined ? {} : { accuracy }),
    ...(validation === undefined ? {} : { validationLoss: validation.loss }),
    ...(validation?.accuracy === undefined ? {} : { validationAccuracy: validation.accuracy }),
    ...(validation === undefined ? {} : { validation: validation.measures() }),
    seconds,
    imagesPerSecond: samples / Math.max(seconds, 1e-9),
  };
}
