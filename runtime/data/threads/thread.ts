// The calling side of one thread. It keeps the process alive only while a job is being done.

import { Worker } from 'node:worker_threads';
import { DataError } from '../data-error.js';
import type { ThreadRequest, ThreadResponse, ThreadStart } from './works.js';

interface Due {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Thread {
  private readonly worker: Worker;
  private readonly exited: Promise<void>;
  private due: Due | undefined;
  private ended: DataError | undefined;

  constructor(url: URL, start: ThreadStart) {
    this.worker = new Worker(url, { workerData: start, name: 'data' });
    this.worker.unref();
    this.worker.on('message', (response: ThreadResponse) => this.settle(response));
    this.worker.on('messageerror', (error) => this.end(String(error)));
    this.worker.on('error', (error) => this.end(String(error)));
    this.exited = new Promise((resolve) => {
      this.worker.on('exit', (status) => {
        this.end(`it left with status ${status}`);
        resolve();
      });
    });
  }

  get isFree(): boolean {
    return this.due === undefined;
  }

  /** Does one job; it must be free. */
  perform(job: unknown): Promise<unknown> {
    if (this.ended !== undefined) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      this.due = { resolve, reject };
      this.worker.ref();
      this.send({ kind: 'job', job });
    });
  }

  /** Ends the thread between two samples. What it was doing is not answered. */
  async close(): Promise<void> {
    this.end('it was closed');
    this.worker.ref();
    this.send({ kind: 'close' });
    await this.exited;
  }

  private send(request: ThreadRequest): void {
    this.worker.postMessage(request);
  }

  private settle(response: ThreadResponse): void {
    const { due } = this;
    this.due = undefined;
    this.worker.unref();
    if (response.kind === 'result') due?.resolve(response.result);
    else due?.reject(new DataError(response.message, response.remedy));
  }

  private end(reason: string): void {
    this.ended ??= new DataError(
      `the thread that reads samples has ended: ${reason}`,
      'try again; where memory is short, with a smaller `batch`',
    );
    this.due?.reject(this.ended);
    this.due = undefined;
  }
}
