// Runs the trainings of a sweep, so many at once, until all are done or it is interrupted.

import { availableParallelism } from 'node:os';
import { Failure } from '../../runtime/index.js';
import type { TrainingState } from '../../runtime/sweep/sweep-file.js';
import type { SweepOptions } from './options.js';
import type { PlannedTraining } from './planned.js';
import type { SweepProgress } from './progress.js';
import { isLeft, type SweepRecords } from './records.js';
import { trainOne, type TrainingPlace } from './train-one.js';

interface Run {
  readonly folder: string;
  readonly options: SweepOptions;
  readonly records: SweepRecords;
  readonly progress: SweepProgress;
  readonly signal: AbortSignal;
}

/** So many in a row that fail alike, with none done, and the others would as well. */
const alike = 2;

/**
 * Trains whatever is not done. What fails is kept as such, and the others go on.
 * @throws Failure where nothing can be trained here, for a reason that is the same for all
 */
export async function runSweep(trainings: readonly PlannedTraining[], run: Run): Promise<void> {
  const { options, records, signal } = run;
  const all = new AbortController();
  const stop = (): void => all.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const queue = inTurn(trainings.filter((training) => isLeft(records.outcomeOf(training))));
  const place: TrainingPlace = {
    folder: run.folder,
    options,
    threads: threadsFor(options.jobs),
    signal: all.signal,
  };
  const failures: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !all.signal.aborted; next = queue.shift()) {
      const outcome = await runOne(next, place, run);
      if (outcome.state === 'failed') failures.push(outcome.reason);
      else if (outcome.state === 'done') failures.length = 0;
      if (isHopeless(failures, trainings, records)) all.abort();
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work)).finally(() =>
    signal.removeEventListener('abort', stop),
  );
  if (all.signal.aborted && !signal.aborted) throw new Failure(`no training succeeds: ${failures[0]}`);
}

async function runOne(
  training: PlannedTraining,
  place: TrainingPlace,
  { records, progress }: Run,
): Promise<TrainingState> {
  await records.settle(training, { state: 'running' });
  progress.start(training);
  const outcome = await trainOne(training, place);
  await records.settle(training, outcome);
  progress.end(training, outcome);
  return outcome;
}

/** Every point with its first seed, then with its second, so that there is a table early. */
function inTurn(trainings: readonly PlannedTraining[]): PlannedTraining[] {
  return trainings.toSorted((a, b) => a.repeat - b.repeat);
}

function isHopeless(
  failures: readonly string[],
  trainings: readonly PlannedTraining[],
  records: SweepRecords,
): boolean {
  const isAnyDone = trainings.some((training) => records.outcomeOf(training).state === 'done');
  return !isAnyDone && failures.length >= alike && new Set(failures).size === 1;
}

/** Several at once share the cores; one alone takes what it likes. */
function threadsFor(jobs: number): number | undefined {
  return jobs === 1 ? undefined : Math.max(1, Math.floor(availableParallelism() / jobs));
}
