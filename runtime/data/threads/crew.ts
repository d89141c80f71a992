// Several threads at one work: jobs are done in the order in which they are given, by whoever is free.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DataError } from '../data-error.js';
import { Thread } from './thread.js';
import { works, type Perform, type WorkName, type Works } from './works.js';

/** Does jobs; must be closed, which leaves what is not done. */
export interface Crew<Job, Result> {
  /** How many jobs are done at once. */
  readonly size: number;
  perform(job: Job): Promise<Result>;
  close(): Promise<void>;
}

export interface CrewOptions {
  readonly size: number;
  /** The bundled `runtime/data/threads/worker.ts`. */
  readonly worker?: URL | undefined;
}

type CrewOf<Name extends WorkName> = Crew<Works[Name]['job'], Works[Name]['result']>;

/** Where builds put the worker: beside the file that holds this line. */
const bundledWorker = new URL('./data-worker.js', import.meta.url);

/** Run from its sources the program has no worker that Node could load. */
function workerBeside(): URL | undefined {
  return existsSync(fileURLToPath(bundledWorker)) ? bundledWorker : undefined;
}

export function coreCount(): number {
  return availableParallelism();
}

interface Task {
  readonly job: unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

class ThreadCrew implements Crew<unknown, unknown> {
  readonly size: number;
  private readonly open: () => Thread;
  /** Started when there is something to do for them. */
  private readonly threads: Thread[] = [];
  private readonly waiting: Task[] = [];

  constructor(size: number, open: () => Thread) {
    this.size = size;
    this.open = open;
  }

  perform(job: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject });
      this.assign();
    });
  }

  private assign(): void {
    const thread = this.waiting.length === 0 ? undefined : this.freeThread();
    if (thread === undefined) return;
    const { job, resolve, reject } = this.waiting.shift() as Task;
    void thread
      .perform(job)
      .then(resolve, reject)
      .finally(() => this.assign());
  }

  private freeThread(): Thread | undefined {
    const free = this.threads.find(({ isFree }) => isFree);
    if (free !== undefined || this.threads.length === this.size) return free;
    const thread = this.open();
    this.threads.push(thread);
    return thread;
  }

  async close(): Promise<void> {
    for (const { reject } of this.waiting.splice(0)) reject(new DataError('reading samples was ended'));
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

/** Does the work on the calling thread. */
class LonelyCrew implements Crew<unknown, unknown> {
  readonly size = 1;
  private readonly work: Perform<unknown, unknown>;
  private readonly closing = new AbortController();
  private last: Promise<unknown> = Promise.resolve();

  constructor(work: Perform<unknown, unknown>) {
    this.work = work;
  }

  perform(job: unknown): Promise<unknown> {
    const result = this.last.then(() => this.work(job, this.closing.signal));
    this.last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.last;
  }
}

/** Puts threads to a work; without a worker to run, the calling thread does it. */
export function openCrew<Name extends WorkName>(
  name: Name,
  start: Works[Name]['start'],
  { size, worker = workerBeside() }: CrewOptions,
): CrewOf<Name> {
  if (worker !== undefined)
    return new ThreadCrew(size, () => new Thread(worker, { name, start })) as CrewOf<Name>;
  return new LonelyCrew(works[name](start) as Perform<unknown, unknown>) as CrewOf<Name>;
}
