// ONNX Runtime with a clock in front of each run, which tells its time from that of the
// JavaScript around it.

import type { InferenceSession } from 'onnxruntime-node';
import { loadRuntime, type Importer } from '../runtime/onnx/index.js';

export interface Clock {
  /** Milliseconds inside of `run()` since the last reset. */
  spent: number;
}

export function clockedImporter(clock: Clock): Importer {
  return async () => {
    const runtime = await loadRuntime();
    const create = async (...parameters: Parameters<typeof runtime.InferenceSession.create>) =>
      withClock(await runtime.InferenceSession.create(...parameters), clock);
    return { ...runtime, InferenceSession: { create } } as typeof runtime;
  };
}

function withClock(session: InferenceSession, clock: Clock): InferenceSession {
  const run: (feeds: InferenceSession.FeedsType) => ReturnType<typeof session.run> =
    session.run.bind(session);
  session.run = async (feeds: InferenceSession.FeedsType) => {
    const start = performance.now();
    const results = await run(feeds);
    clock.spent += performance.now() - start;
    return results;
  };
  return session;
}
