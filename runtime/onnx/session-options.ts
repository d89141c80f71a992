// How ONNX Runtime's sessions are made, and on how many threads they compute.

import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';
import type { Place } from './place.js';

/** Beyond this number of threads the nets that the language describes gain nothing. */
const mostThreads = 16;

/**
 * One a core. Results repeat to the bit for one number of threads, not between two: a run that
 * is to be repeated elsewhere must know its number.
 */
export function defaultThreads(): number {
  return Math.min(availableParallelism(), mostThreads);
}

export function sessionOptions({
  threads,
}: Pick<Place, 'device' | 'threads'>): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: true,
    logSeverityLevel: 3,
    // Idle threads of one session would otherwise spin and take the cores from another.
    extra: { session: { force_spinning_stop: '1' } },
  };
}
