// What threads can be started for. Each work is made once a thread, from its start, and does job after job.

import { batchWork, type BatchJob, type BatchRecipe } from './batch-work.js';
import { pictureWork, type PictureJob, type PictureStart, type PictureFailure } from './picture-work.js';

/** Does one job; to be left with the signal's reason as soon as that is aborted. */
export type Perform<Job, Result> = (job: Job, signal: AbortSignal) => Promise<Result>;

export interface Works {
  pictures: { start: PictureStart; job: PictureJob; result: readonly PictureFailure[] };
  batches: { start: BatchRecipe; job: BatchJob; result: Float32Array };
}

export type WorkName = keyof Works;

export const works: {
  readonly [Name in WorkName]: (
    start: Works[Name]['start'],
  ) => Perform<Works[Name]['job'], Works[Name]['result']>;
} = { pictures: pictureWork, batches: batchWork };

/** What a thread is started with. */
export interface ThreadStart {
  readonly name: WorkName;
  readonly start: Works[WorkName]['start'];
}

export type ThreadRequest = { readonly kind: 'job'; readonly job: unknown } | { readonly kind: 'close' };

/** The answer to a job; a thread has one job at a time. */
export type ThreadResponse =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'failure'; readonly message: string; readonly remedy: string | undefined };
