// Feeds an engine batch after batch: while it computes one, the next is made.

import { setImmediate } from 'node:timers/promises';
import type { Batch } from './data/batches.js';

export interface Computed<Result> {
  readonly batch: Batch;
  readonly result: Result;
  /** Seconds for which the engine had nothing to do before this batch, since it was not there yet. */
  readonly waited: number;
}

/**
 * Computes batch after batch, in order. Nothing is in flight where it stops to hand out a
 * result, so the receiver may end there; timers and signals get their turn each time, also
 * with an engine that computes on this thread.
 */
export async function* computeBatches<Result>(
  batches: AsyncIterator<Batch>,
  compute: (batch: Batch) => Promise<Result>,
): AsyncGenerator<Computed<Result>> {
  try {
    let following = batches.next();
    for (;;) {
      const asked = performance.now();
      const current = await following;
      if (current.done === true) return;
      const waited = (performance.now() - asked) / 1000;
      const computing = compute(current.value);
      following = batches.next();
      // It is looked at later; until then its failure is nobody's fault.
      following.catch(() => undefined);
      yield { batch: current.value, result: await computing, waited };
      await setImmediate();
    }
  } finally {
    await batches.return?.();
  }
}
