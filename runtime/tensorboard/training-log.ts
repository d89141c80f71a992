// A training for TensorBoard: two runs in one folder, `training` and `validation`, so that the curves
// of both lie over each other, as Keras has it.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { measuredFigures, type Measures } from '../metrics/measures.js';
import type { EpochMetrics } from '../run-folder.js';
import { EventFile, type Clock } from './event-file.js';

type Scalars = ReadonlyMap<string, number>;

function scalarsOf(fields: Readonly<Record<string, number | undefined>>): Scalars {
  return new Map(Object.entries(fields).filter((field): field is [string, number] => field[1] !== undefined));
}

function trainingScalars({ loss, accuracy, rate, waited, seconds, imagesPerSecond }: EpochMetrics): Scalars {
  const waitedShare = waited / Math.max(seconds, 1e-9);
  return scalarsOf({
    loss,
    accuracy,
    'learning rate': rate,
    'images per second': imagesPerSecond,
    'share of time without data': waitedShare,
  });
}

function validationScalars({ validation = {} }: { readonly validation?: Partial<Measures> }): Scalars {
  return new Map(measuredFigures(validation));
}

function secondsNow(): number {
  return Date.now() / 1000;
}

async function hasEvents(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => name.includes('tfevents'));
}

/** One of the two runs; its file appears with its first scalars. */
class LoggedRun {
  private readonly folder: string;
  private readonly clock: Clock;
  private file: EventFile | undefined;

  constructor(folder: string, clock: Clock) {
    this.folder = folder;
    this.clock = clock;
  }

  async add(step: number, scalars: Scalars): Promise<void> {
    if (scalars.size === 0) return;
    this.file ??= await EventFile.create(this.folder, step, this.clock);
    await this.file.addScalars(step, scalars);
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}

export class TensorBoardLog {
  private readonly training: LoggedRun;
  private readonly validation: LoggedRun;

  private constructor(folder: string, clock: Clock) {
    this.training = new LoggedRun(join(folder, 'training'), clock);
    this.validation = new LoggedRun(join(folder, 'validation'), clock);
  }

  /**
   * Logs into a folder. A training that goes on there gets files of its own, from which on those
   * before count no more; in a new folder `before`, its epochs so far, come first.
   * @throws WriteError
   */
  static async open(
    folder: string,
    before: readonly EpochMetrics[] = [],
    clock: Clock = secondsNow,
  ): Promise<TensorBoardLog> {
    const log = new TensorBoardLog(folder, clock);
    const isNew = !(await hasEvents(join(folder, 'training')));
    if (isNew) for (const metrics of before) await log.addEpoch(metrics);
    return log;
  }

  /** @throws WriteError */
  async addEpoch(metrics: EpochMetrics): Promise<void> {
    await this.training.add(metrics.epoch, trainingScalars(metrics));
    await this.validation.add(metrics.epoch, validationScalars(metrics));
  }

  async close(): Promise<void> {
    await this.training.close();
    await this.validation.close();
  }
}
