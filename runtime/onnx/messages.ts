// What the calling thread and the worker say to each other: numbered calls, and answers.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import type { StepInput, StepResult, TrainingStart } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import type { Adapter } from '../engine.js';
import type { Device } from './devices.js';
import type { SharedFlags } from './exit-guard.js';

/** Names a session on both sides. */
export type SessionId = number;

type Tensors = ReadonlyMap<string, Tensor>;

/** Everything that can be asked of the worker; `undefined` where the answer is only that it is done. */
export interface Calls {
  prove: { input: undefined; result: Adapter | undefined };
  infer: { input: { session: SessionId; graph: Graph; weights: Weights }; result: undefined };
  train: { input: { session: SessionId; graph: TrainingGraph; start: TrainingStart }; result: undefined };
  predict: { input: { session: SessionId; inputs: Tensors }; result: Tensors };
  step: { input: { session: SessionId; step: StepInput }; result: StepResult };
  weights: { input: { session: SessionId }; result: Weights };
  optimizerState: { input: { session: SessionId }; result: Weights };
  dispose: { input: { session: SessionId }; result: undefined };
  /** Lets the worker end by itself, once all sessions are disposed. */
  close: { input: undefined; result: undefined };
}

export type CallName = keyof Calls;

export interface Request<Name extends CallName = CallName> {
  readonly id: number;
  readonly name: Name;
  readonly input: Calls[Name]['input'];
}

export type Response =
  | { readonly id: number; readonly result: unknown }
  | {
      readonly id: number;
      readonly failure: { readonly message: string; readonly remedy: string | undefined };
    };

/** What the worker is started with. */
export interface WorkerStart {
  readonly device: Device;
  readonly threads: number;
  readonly flags: SharedFlags;
}
