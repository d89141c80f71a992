// One thing after another: a step reads what the step before it left, and nothing is released
// while it computes.

import { EngineError } from './engine.js';

export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  private end: Promise<void> | undefined;

  /** Starts the task when all before it have ended, well or badly. */
  take<T>(task: () => Promise<T>): Promise<T> {
    if (this.end !== undefined) return Promise.reject(new EngineError('the session is disposed of'));
    const result = this.last.then(task);
    this.last = result.catch(() => {});
    return result;
  }

  /** The last task; those asked for later are refused. A second one is the first one again. */
  finish(task: () => Promise<void>): Promise<void> {
    this.end ??= this.take(task);
    return this.end;
  }
}
