// Feeds an engine batch after batch: while it computes one, the next is made.

import { setImmediate } from 'node:timers/promises';
import type { Batch } from './data/batches.js';

export interface Computed<Result> {
  readonly batch: Batch;
  readonly result: Result;
}

/**
 * Computes batch after batch, in order. Nothing is in flight where it stops to hand out a
 * result, so the receiver may end there; timers and signals get their turn each time, also
 * with an engine that computes on this thread.
 */
export async function* computeBatches<Result>(
  batches: Iterator<Batch>,
  compute: (batch: Batch) => Promise<Result>,
): AsyncGenerator<Computed<Result>> {
  let current = batches.next();
  while (current.done !== true) {
    const computing = compute(current.value);
    const following = batches.next();
    yield { batch: current.value, result: await computing };
    await setImmediate();
    current = following;
  }
}
