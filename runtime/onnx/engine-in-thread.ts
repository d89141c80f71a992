// The engine on ONNX Runtime, computing on the thread that calls it: the worker's inside, and
// what unit tests use.

import type { Engine } from '../engine.js';
import type { Adapter } from '../engine.js';
import type { Device } from './devices.js';
import { openInference } from './inference-session.js';
import { loadRuntime, type Importer } from './native.js';
import type { Place, StepForm } from './place.js';
import { prove } from './proof.js';
import { explainingStart } from './start-failures.js';
import { defaultThreads } from './session-options.js';
import { OnnxTraining } from './training-session.js';

export interface OnnxEngine extends Engine {
  readonly device: Device;
  /** Results repeat to the bit only on the same number of threads. */
  readonly threads: number;
  /**
   * Has the device compute something.
   * @throws EngineError with the remedy where it does not, or wrongly
   */
  prove(): Promise<Adapter | undefined>;
}

export interface InThreadOptions {
  /** The CPU by default. */
  readonly device?: Device;
  readonly threads?: number;
  readonly importer?: Importer;
  /** `portable` forgoes what is faster but not of the standard; for comparisons. */
  readonly form?: StepForm;
}

export function onnxEngineInThread(options: InThreadOptions = {}): OnnxEngine {
  const { device = 'cpu', threads = defaultThreads(), importer, form = 'auto' } = options;
  const place = async (): Promise<Place> => ({ runtime: await loadRuntime(importer), device, threads, form });
  let adapter: Adapter | undefined;
  return {
    get adapter() {
      return adapter;
    },
    name: `onnx:${device}`,
    device,
    threads,
    async prove() {
      adapter = await explainingStart(device, async () => prove(await place()));
      return adapter;
    },
    async infer(graph, weights) {
      return openInference(await place(), graph, weights);
    },
    async train(graph, start) {
      return new OnnxTraining(await place(), graph, start);
    },
  };
}
