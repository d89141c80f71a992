// The loop of a training: epochs of steps, then validation, then a save.

import type { TrainingOptions } from '../compiler/training-options.js';
import type { Classifier } from './classifier.js';
import { computeBatches } from './compute-batches.js';
import { shuffled, type Batch } from './data/batches.js';
import type { InputTreatment } from './data/input-treatment.js';
import type { Engine, StepInput, StepResult, TrainingSession } from './engine.js';
import { engineText } from './engine-text.js';
import { measure } from './evaluate.js';
import { CheckpointClock } from './run/checkpoint-clock.js';
import { whyStopped } from './run/early-stop.js';
import { validationFigures, type EpochMetrics } from './run/epoch-metrics.js';
import { EpochTally, nothingYet } from './run/epoch-tally.js';
import { History } from './run/history.js';
import { notedSettings, type RunSettings } from './run/run-settings.js';
import type { SampleFeed } from './run/sample-feed.js';
import type { Checkpoint, RunFolder } from './run-folder.js';
import { rateShare, type Course } from './schedule/index.js';
import type { TensorBoardLog } from './tensorboard/training-log.js';
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
  /** The learning rate of this step. */
  readonly rate: number;
  readonly imagesPerSecond: number;
  /** The share of the epoch's time in which the engine had no batch to compute. */
  readonly waitedShare: number;
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
  /** Why it ended before its last epoch without being interrupted, if it did. */
  readonly stopped: string | undefined;
  /** Every finished epoch, also those before a resumption. */
  readonly epochs: readonly EpochMetrics[];
  /** The epoch that was best by validation; undefined where nothing is held out. */
  readonly best: EpochMetrics | undefined;
  /** The best by validation, or the last where nothing is held out. */
  readonly weights: Weights;
}

export interface RunParts {
  readonly classifier: Classifier;
  readonly training: TrainingOptions;
  readonly engine: Engine;
  readonly session: TrainingSession;
  /** The samples to learn from. */
  readonly learnt: SampleFeed;
  /** Those held out. */
  readonly heldOut: SampleFeed;
  readonly treatment: InputTreatment;
  readonly settings: RunSettings;
  readonly folder: RunFolder | undefined;
  readonly tensorBoard: TensorBoardLog | undefined;
  readonly resumed: Checkpoint | undefined;
  /** Between two saves within an epoch. */
  readonly checkpointMinutes: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

function scoresOf({ scores }: StepResult, { outputName }: Classifier): Float32Array {
  return (scores.get(outputName) as Tensor).data;
}

function allFinite(weights: Weights): boolean {
  return [...weights.values()].every(({ data }) => data.every(Number.isFinite));
}

export class TrainingRun {
  private readonly parts: RunParts;
  private readonly course: Course;
  private readonly throughput: Throughput;
  private readonly history: History;
  private readonly clock: CheckpointClock;
  private tally: EpochTally;
  /** Steps done since the first epoch. */
  private step: number;

  constructor(parts: RunParts) {
    const { classifier, training, learnt, resumed } = parts;
    const { length: samples } = learnt.samples;
    this.parts = parts;
    this.course = { epochs: training.epochs, stepsPerEpoch: Math.ceil(samples / training.batch) };
    this.step = resumed?.step ?? 0;
    this.history = new History(training.stop?.figure ?? 'loss', resumed?.epochs, resumed?.best);
    this.clock = new CheckpointClock(parts.checkpointMinutes);
    this.tally = new EpochTally(classifier, resumed?.sums);
    const samplesDone = (this.step / this.course.stepsPerEpoch) * samples;
    this.throughput = new Throughput(training.epochs * samples - samplesDone);
  }

  async run(): Promise<TrainResult> {
    const { resumed, session, signal } = this.parts;
    // What was killed between two files has all of them again, and a new folder gets the run as it was.
    if (resumed !== undefined) await this.saveAndPublish(resumed.weights);
    while (this.epoch < this.course.epochs && this.whyStopped === undefined) {
      if (signal?.aborted === true || !(await this.trainEpoch(this.epoch))) return this.interrupt();
    }
    return this.result(false, await session.weights());
  }

  /** The epoch in progress, from 0. */
  private get epoch(): number {
    return Math.floor(this.step / this.course.stepsPerEpoch);
  }

  /** Steps done in the epoch in progress. */
  private get stepOfEpoch(): number {
    return this.step % this.course.stepsPerEpoch;
  }

  private get whyStopped(): string | undefined {
    return whyStopped(this.parts.training.stop, this.history.epochs);
  }

  /** The learning rate of the next step. */
  private get rate(): number {
    const { optimizer, schedule } = this.parts.training;
    return optimizer.rate * rateShare(schedule, this.course, this.step, this.history.epochs);
  }

  /** One epoch with validation and save; false where the signal ended it early, nothing saved. */
  private async trainEpoch(epoch: number): Promise<boolean> {
    const { classifier, session, signal } = this.parts;
    if (this.stepOfEpoch === 0) this.tally = new EpochTally(classifier);
    let { rate } = this;
    const compute = (batch: Batch): Promise<StepResult> => {
      ({ rate } = this);
      return session.step(this.stepInput(batch, rate));
    };
    for await (const { batch, result, waited } of computeBatches(this.batchesLeft(epoch), compute)) {
      this.step++;
      this.checkLoss(result, epoch, rate);
      this.tally.add({
        loss: result.loss,
        scores: scoresOf(result, classifier),
        labels: batch.labels,
        waited,
      });
      this.throughput.add(batch.size);
      this.report(epoch, rate);
      if (this.epoch > epoch) break;
      if (signal?.aborted === true) return false;
      if (this.clock.isDue) await this.save(await session.weights());
    }
    await this.finishEpoch(epoch, rate);
    return true;
  }

  /** The batches of an epoch from where the run stands; the order is that of the whole epoch. */
  private batchesLeft(epoch: number): AsyncGenerator<Batch> {
    const { learnt, training } = this.parts;
    const order = shuffled(learnt.samples, training.seed, epoch);
    return learnt.feed.batches(order.subarray(this.stepOfEpoch * training.batch), training.batch, epoch);
  }

  private stepInput({ images, target }: Batch, rate: number): StepInput {
    const { classifier } = this.parts;
    const inputs = new Map([[classifier.inputName, images]]);
    const targets = new Map([[classifier.outputName, target]]);
    return { inputs, targets, rate, step: this.step };
  }

  private checkLoss({ loss }: StepResult, epoch: number, rate: number): void {
    if (!Number.isFinite(loss)) throw this.diverged(`the loss became ${loss}`, epoch, rate);
  }

  private diverged(what: string, epoch: number, rate: number): TrainingError {
    const { folder } = this.parts;
    const { stepsPerEpoch } = this.course;
    const step = this.step - epoch * stepsPerEpoch;
    const kept =
      folder === undefined || this.history.epochs.length === 0
        ? ''
        : `; ${folder.path} keeps the weights before`;
    return new TrainingError(
      `${what} in epoch ${epoch + 1}, step ${step} of ${stepsPerEpoch}${kept}`,
      `lower \`lr\` (now ${rate}), add \`bn\` to the layers, or look for broken samples`,
    );
  }

  private report(epoch: number, rate: number): void {
    const { throughput, tally, course } = this;
    const { loss, accuracy } = tally.means;
    this.parts.onProgress?.({
      kind: 'step',
      epoch: epoch + 1,
      epochs: course.epochs,
      step: this.step - epoch * course.stepsPerEpoch,
      steps: course.stepsPerEpoch,
      loss,
      accuracy,
      rate,
      imagesPerSecond: throughput.imagesPerSecond,
      waitedShare: tally.waitedShare,
      secondsLeft: throughput.secondsLeft,
    });
  }

  private async finishEpoch(epoch: number, rate: number): Promise<void> {
    const { session, tensorBoard, onProgress } = this.parts;
    const { means, sums } = this.tally;
    const weights = await session.weights();
    if (!allFinite(weights)) throw this.diverged('a weight became infinite or no number', epoch, rate);
    const { samples, seconds, waited } = sums;
    const validation = await this.validate(weights);
    const imagesPerSecond = samples / Math.max(seconds, 1e-9);
    const metrics = { epoch: epoch + 1, ...means, ...validation, rate, seconds, waited, imagesPerSecond };
    const best = this.history.add(metrics, weights);
    await this.saveAndPublish(weights);
    await tensorBoard?.addEpoch(metrics);
    onProgress?.({ kind: 'epoch', epochs: this.course.epochs, metrics, best });
  }

  private async validate(weights: Weights): Promise<Partial<EpochMetrics>> {
    const { classifier, engine, heldOut, training } = this.parts;
    if (heldOut.samples.length === 0) return {};
    const { batch, metrics } = training;
    return validationFigures(
      (await measure({ classifier, engine, weights, batch, metrics, ...heldOut })).measures(),
    );
  }

  private async checkpoint(weights: Weights): Promise<Checkpoint> {
    const { engine, session, settings, training, treatment } = this.parts;
    const { step, history, tally } = this;
    return {
      weights,
      optimizerState: await session.optimizerState(),
      step,
      settings,
      noted: notedSettings(training),
      epochs: history.epochs,
      sums: this.stepOfEpoch === 0 ? nothingYet : tally.sums,
      best: history.best,
      treatment,
      computedBy: engineText(engine),
    };
  }

  private async save(weights: Weights): Promise<Checkpoint | undefined> {
    const { folder } = this.parts;
    if (folder === undefined) return undefined;
    return this.clock.time(async () => {
      const checkpoint = await this.checkpoint(weights);
      await folder.save(checkpoint);
      return checkpoint;
    });
  }

  private async saveAndPublish(weights: Weights): Promise<void> {
    const checkpoint = await this.save(weights);
    if (checkpoint !== undefined) await this.parts.folder?.publish(checkpoint, this.best(weights));
  }

  /** The best weights, or these where nothing is known of any. */
  private best(weights: Weights): Weights {
    return this.history.best?.weights ?? weights;
  }

  /** Saves where the run stands. The best weights by validation stay the best. */
  private async interrupt(): Promise<TrainResult> {
    const weights = await this.parts.session.weights();
    await this.saveAndPublish(weights);
    return this.result(true, weights);
  }

  private result(interrupted: boolean, weights: Weights): TrainResult {
    const { epochs, best } = this.history;
    const stopped = interrupted ? undefined : this.whyStopped;
    const bestEpoch = best === undefined ? undefined : epochs[best.epoch - 1];
    return { interrupted, stopped, epochs, best: bestEpoch, weights: this.best(weights) };
  }
}
