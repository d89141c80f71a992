// The calling thread's side of one worker: sends calls, matches answers, and keeps the process
// alive only while an answer is due.

import { Worker } from 'node:worker_threads';
import { EngineError } from '../engine.js';
import { createFlags, waitBeforeExit } from './exit-guard.js';
import type { CallName, Calls, Request, Response, WorkerStart } from './messages.js';

interface Due {
  readonly resolve: (result: never) => void;
  readonly reject: (error: EngineError) => void;
}

export class WorkerClient {
  private readonly worker: Worker;
  private readonly due = new Map<number, Due>();
  private nextId = 0;
  private ended: EngineError | undefined;

  constructor(url: URL, { device, threads }: Omit<WorkerStart, 'flags'>) {
    const start: WorkerStart = { device, threads, flags: createFlags() };
    this.worker = new Worker(url, { workerData: start, name: 'onnx' });
    const stopWaiting = waitBeforeExit(start.flags);
    this.worker.unref();
    this.worker.on('message', (response: Response) => this.settle(response));
    this.worker.on('error', (error) => this.end(`the engine's worker failed: ${String(error)}`));
    this.worker.on('exit', () => {
      stopWaiting();
      this.end("the engine's worker has ended");
    });
  }

  get hasEnded(): boolean {
    return this.ended !== undefined;
  }

  call<Name extends CallName>(
    name: Name,
    input: Calls[Name]['input'],
    transfers: Iterable<ArrayBuffer> = [],
  ): Promise<Calls[Name]['result']> {
    if (this.ended !== undefined) return Promise.reject(this.ended);
    const request: Request<Name> = { id: this.nextId++, name, input };
    return new Promise((resolve, reject) => {
      this.worker.postMessage(request, [...transfers]);
      this.due.set(request.id, { resolve, reject });
      this.worker.ref();
    });
  }

  private settle(response: Response): void {
    const due = this.due.get(response.id);
    this.due.delete(response.id);
    if (this.due.size === 0) this.worker.unref();
    if ('failure' in response) {
      due?.reject(new EngineError(response.failure.message, response.failure.remedy));
    } else {
      due?.resolve(response.result as never);
    }
  }

  private end(reason: string): void {
    this.ended ??= new EngineError(reason);
    for (const { reject } of this.due.values()) reject(this.ended);
    this.due.clear();
  }
}
