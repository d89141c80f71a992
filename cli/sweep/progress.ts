// How far a sweep is: a line a training that stays, and on a terminal one that is drawn again.

import { countOf } from '../count-of.js';
import { duration } from '../duration.js';
import type { LiveLine } from '../live-line.js';
import { trackBar } from '../bar.js';
import { remark } from '../output.js';
import { liveLine } from '../progress.js';
import type { GlobalOptions } from '../terminal.js';
import { epochsIn } from '../../runtime/sweep/run-figures.js';
import type { TrainingState } from '../../runtime/sweep/sweep-file.js';
import { join } from 'node:path';
import { figuresText, valuesText } from './texts.js';
import type { PlannedSweep, PlannedTraining } from './planned.js';
import { isLeft, type SweepRecords } from './records.js';

/** How often run folders are looked into. */
const interval = 1000;

export class SweepProgress {
  private readonly line: LiveLine | undefined;
  private readonly options: GlobalOptions;
  private readonly folder: string;
  private readonly models: readonly string[];
  private readonly all: number;
  private readonly running = new Map<PlannedTraining, number>();
  private readonly timer: NodeJS.Timeout | undefined;
  private readonly started = performance.now();
  /** Of what there was to do when it started: how much there is, and how much of it is done. */
  private readonly work: number;
  private workDone = 0;
  private ended: number;

  constructor(
    folder: string,
    { plan, trainings }: PlannedSweep,
    records: SweepRecords,
    options: GlobalOptions,
  ) {
    const left = trainings.filter((training) => isLeft(records.outcomeOf(training)));
    this.line = liveLine(options);
    this.options = options;
    this.folder = folder;
    this.models = plan.models;
    this.all = trainings.length;
    this.ended = trainings.length - left.length;
    this.work = left.reduce((sum, training) => sum + workOf(training), 0);
    if (this.line !== undefined) this.timer = setInterval(() => void this.look(), interval).unref();
  }

  start(training: PlannedTraining): void {
    this.running.set(training, 0);
    this.draw();
  }

  end(training: PlannedTraining, outcome: TrainingState): void {
    this.running.delete(training);
    if (outcome.state === 'interrupted') return;
    this.ended++;
    this.workDone += workOf(training);
    const count = `${String(this.ended).padStart(String(this.all).length)}/${this.all}`;
    this.say([count, this.nameOf(training), outcomeText(outcome)].join('  '));
  }

  /** A line that stays, above the live one. */
  say(text: string): void {
    this.line?.clear();
    remark(text, this.options);
  }

  close(): void {
    clearInterval(this.timer);
    this.line?.clear();
  }

  private nameOf({ model, values, seed }: PlannedTraining): string {
    return valuesText(this.models.length > 1 ? this.models[model] : undefined, { ...values, seed });
  }

  /** Run folders say how many epochs are done. */
  private async look(): Promise<void> {
    for (const training of [...this.running.keys()]) {
      const epochs = await epochsIn(join(this.folder, training.folder));
      if (this.running.has(training)) this.running.set(training, epochs.length);
    }
    this.draw();
  }

  private draw(): void {
    const [first] = this.running;
    if (first === undefined) return;
    const [training, epochs] = first;
    const others = this.running.size === 1 ? '' : ` and ${countOf(this.running.size - 1, 'other')}`;
    const epoch = `epoch ${Math.min(epochs + 1, training.epochs)}/${training.epochs}`;
    this.line?.draw(() =>
      [
        `${this.ended} of ${this.all}`,
        trackBar(this.share(), 20),
        `${this.nameOf(training)} ${epoch}${others}`,
        this.left(),
      ]
        .filter((part) => part !== '')
        .join('  '),
    );
  }

  /** Of the work that was left when it started. */
  private share(): number {
    const running = [...this.running].reduce(
      (sum, [training, epochs]) => sum + (workOf(training) * epochs) / training.epochs,
      0,
    );
    return (this.workDone + running) / Math.max(1, this.work);
  }

  private left(): string {
    const share = this.share();
    if (share === 0) return '';
    const seconds = (performance.now() - this.started) / 1000;
    return `${duration((seconds * (1 - share)) / share)} left`;
  }
}

/** In multiply-accumulates, without those that all networks of a sweep have in common: samples. */
function workOf({ macs, epochs }: PlannedTraining): number {
  return Math.max(1, macs) * epochs;
}

function outcomeText(outcome: TrainingState): string {
  if (outcome.state === 'done') return figuresText(outcome.figures);
  return outcome.state === 'failed' ? `failed: ${outcome.reason}` : outcome.state;
}
