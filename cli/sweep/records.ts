// sweep.json while a sweep runs: what is known of each training, written whenever that changes.

import { Failure } from '../../runtime/index.js';
import {
  readSweep,
  writeSweep,
  type SweepPlan,
  type SweepRecord,
  type TrainingRecord,
  type TrainingState,
} from '../../runtime/sweep/sweep-file.js';
import type { PlannedSweep, PlannedTraining } from './planned.js';

export class SweepRecords {
  readonly plan: SweepPlan;
  private readonly folder: string;
  private readonly records: Map<string, TrainingRecord>;
  private writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, plan: SweepPlan, records: Map<string, TrainingRecord>) {
    this.folder = folder;
    this.plan = plan;
    this.records = records;
  }

  /**
   * Goes on from what an earlier sweep left in the folder.
   * @param onNotice told where its plan was another
   * @throws Failure where its figures could not be told side by side with new ones
   */
  static async open(
    folder: string,
    { plan, trainings }: PlannedSweep,
    onNotice: (text: string) => void,
  ): Promise<SweepRecords> {
    const earlier = await readSweep(folder);
    if (earlier !== undefined) compareWithEarlier(folder, earlier, plan, trainings, onNotice);
    const known = new Map(earlier?.trainings.map((record) => [record.folder, record.outcome]));
    const records = trainings.map((training): [string, TrainingRecord] => [
      training.folder,
      recordOf(training, plan, known.get(training.folder)),
    ]);
    const opened = new SweepRecords(folder, plan, new Map(records));
    await opened.write();
    return opened;
  }

  get record(): SweepRecord {
    return { version: 1, plan: this.plan, trainings: [...this.records.values()] };
  }

  outcomeOf({ folder }: PlannedTraining): TrainingState {
    return (this.records.get(folder) as TrainingRecord).outcome;
  }

  /** One write after another: the last has all. */
  async settle({ folder }: PlannedTraining, outcome: TrainingState): Promise<void> {
    this.records.set(folder, { ...(this.records.get(folder) as TrainingRecord), outcome });
    await this.write();
  }

  private write(): Promise<void> {
    this.writing = this.writing.then(() => writeSweep(this.folder, this.record));
    return this.writing;
  }
}

function recordOf(
  { folder, model, values, seed, parameters, unfit }: PlannedTraining,
  { models }: SweepPlan,
  known: TrainingState | undefined,
): TrainingRecord {
  return { folder, model: models[model], values, seed, parameters, outcome: startOf(unfit, known) };
}

/** Whether there is anything to do for a training. */
export function isLeft({ state }: TrainingState): boolean {
  return state !== 'done' && state !== 'unfit';
}

/** What failed is tried again: the next time the disk may not be full. */
function startOf(unfit: string | undefined, known: TrainingState | undefined): TrainingState {
  if (unfit !== undefined) return { state: 'unfit', reason: unfit };
  if (known?.state === 'done') return known;
  return { state: known?.state === 'running' || known?.state === 'interrupted' ? 'interrupted' : 'waiting' };
}

function compareWithEarlier(
  folder: string,
  { plan, trainings }: SweepRecord,
  now: SweepPlan,
  planned: readonly PlannedTraining[],
  onNotice: (text: string) => void,
): void {
  const changes = changesBetween(plan.conditions, now.conditions);
  if (changes.length > 0) {
    throw new Failure(
      `the sweep in ${folder} was made under other conditions: ${changes.join('; ')}`,
      'its figures and new ones cannot stand side by side: choose another folder with --out, or remove that one',
    );
  }
  const wanted = new Set(planned.map((training) => training.folder));
  const before = new Set(trainings.map((training) => training.folder));
  const left = trainings.filter((training) => !wanted.has(training.folder)).length;
  const fresh = planned.filter((training) => !before.has(training.folder)).length;
  if (left + fresh === 0) return;
  const leaving = left === 0 ? '' : ` ${left} of before are no part of it; their folders stay.`;
  onNotice(`The plan has changed: ${fresh} of its ${planned.length} trainings are new.${leaving}`);
}

function changesBetween(before: SweepPlan['conditions'], now: SweepPlan['conditions']): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names
    .filter((name) => (before[name] ?? null) !== (now[name] ?? null))
    .map((name) =>
      name.startsWith('the text of')
        ? `${name} was another`
        : `${name} was ${before[name] ?? 'not given'} and is ${now[name] ?? 'not given'}`,
    );
}
