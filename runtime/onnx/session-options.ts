// How ONNX Runtime's sessions are made, and on how many threads they compute.

import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';
import { computesAlone } from './devices.js';
import type { Place } from './place.js';

/** Beyond this number of threads the nets that the language describes gain nothing. */
const mostThreads = 16;

/** Says how many threads to take, where several processes are to share the cores. */
const threadsVariable = 'CNNC_THREADS';

/**
 * One a core. Results repeat to the bit for one number of threads, not between two: a run that
 * is to be repeated elsewhere must know its number.
 */
export function defaultThreads(): number {
  const wanted = Number(process.env[threadsVariable]);
  const threads = Number.isSafeInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
  return Math.min(threads, mostThreads);
}

export function sessionOptions({
  device,
  threads,
  mustCompute = computesAlone(device),
}: Omit<Place, 'runtime'>): InferenceSession.SessionOptions {
  return {
    executionProviders: [device],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: true,
    // DirectML refuses sessions that plan their memory.
    enableMemPattern: device !== 'dml',
    // Errors come back as exceptions; ONNX Runtime would print each of them as well.
    // What goes wrong is thrown, and told once.
    logSeverityLevel: 4,
    // Idle threads of one session would otherwise spin and take the cores from another.
    extra: {
      session: { force_spinning_stop: '1', ...(mustCompute && { disable_cpu_ep_fallback: '1' }) },
    },
  };
}
