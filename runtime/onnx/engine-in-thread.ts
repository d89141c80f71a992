// The engine on ONNX Runtime, computing on the thread that calls it: the worker's inside, and
// what unit tests use.

import type { Engine } from '../engine.js';
import { openInference } from './inference-session.js';
import { loadRuntime, type Importer } from './native.js';
import type { Place } from './place.js';
import { defaultThreads } from './session-options.js';
import { OnnxTraining } from './training-session.js';

export interface OnnxEngine extends Engine {
  /** Results repeat to the bit only on the same number of threads. */
  readonly threads: number;
}

export interface InThreadOptions {
  readonly threads?: number;
  readonly importer?: Importer;
}

export function onnxEngineInThread(options: InThreadOptions = {}): OnnxEngine {
  const { threads = defaultThreads(), importer } = options;
  const place = async (): Promise<Place> => ({
    runtime: await loadRuntime(importer),
    device: 'cpu',
    threads,
  });
  return {
    name: 'onnx:cpu',
    threads,
    async infer(graph, weights) {
      return openInference(await place(), graph, weights);
    },
    async train(graph, start) {
      return new OnnxTraining(await place(), graph, start);
    },
  };
}
