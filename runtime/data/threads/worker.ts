// A thread's entry: does one job after another, as it is told.

import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { Failure, reasonOf } from '../../failure.js';
import { works, type Perform, type ThreadRequest, type ThreadResponse, type ThreadStart } from './works.js';

const port = parentPort as MessagePort;
const { name, start } = workerData as ThreadStart;
const perform = (works[name] as (given: typeof start) => Perform<unknown, unknown>)(start);
const closing = new AbortController();

function answer(response: ThreadResponse, transfers: ArrayBuffer[] = []): void {
  port.postMessage(response, transfers);
}

async function respond(job: unknown): Promise<void> {
  try {
    const result = await perform(job, closing.signal);
    const moved = ArrayBuffer.isView(result) && result.buffer instanceof ArrayBuffer ? [result.buffer] : [];
    answer({ kind: 'result', result }, moved);
  } catch (error) {
    if (closing.signal.aborted) return;
    const remedy = error instanceof Failure ? error.remedy : undefined;
    answer({ kind: 'failure', message: reasonOf(error), remedy });
  }
}

port.on('message', (request: ThreadRequest) => {
  if (request.kind === 'job') return void respond(request.job);
  closing.abort();
  // Without its port, and with nothing left to do, the thread ends.
  port.close();
});
