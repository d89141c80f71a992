// The one interface behind which every engine stands: `onnx`, `reference`, later `tfjs`.

import type { Graph, TrainingGraph } from '../compiler/graph/graph.js';
import { Failure } from './failure.js';
import type { Tensor, Weights } from './tensor.js';

/** Computes a graph's outputs with fixed weights. */
export interface InferenceSession {
  /**
   * Runs one batch of any size. Each input is [batch, ...shape of that input], each output
   * likewise. Inputs may be transferred to another thread: the caller must not use them again.
   */
  predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>>;
  dispose(): Promise<void>;
}

export interface StepInput {
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** By the name of the output, [batch, ...shape of the scores]; one-hot rows for classes. */
  readonly targets: ReadonlyMap<string, Tensor>;
  /** The learning rate of this step. */
  readonly rate: number;
  /** Counts from 0 over the whole training. With the seed it decides every random number. */
  readonly step: number;
}

export interface StepResult {
  /** Mean over the batch. */
  readonly loss: number;
  /** By the name of the output, the values before its softmax or sigmoid, [batch, ...]; for metrics. */
  readonly scores: ReadonlyMap<string, Tensor>;
}

/** Holds the weights and the optimizer's state, and moves them a step at a time. */
export interface TrainingSession {
  /** Trains on one batch of any size; tensors may be transferred, as in `predict`. */
  step(input: StepInput): Promise<StepResult>;
  /** Weights and running statistics as they stand, in the language's layout. */
  weights(): Promise<Weights>;
  /** The optimizer's state, `conv1/kernel/m` and its like, in the language's layout. */
  optimizerState(): Promise<Weights>;
  dispose(): Promise<void>;
}

export interface TrainingStart {
  /** Every weight of the graph. */
  readonly weights: Weights;
  /** A state to go on from; zeros where it is not given. */
  readonly optimizerState?: Weights;
  /** Decides the dropout masks, with the step and the layer. */
  readonly seed: number;
}

/** A GPU as its driver presents it. */
export interface Adapter {
  /** For people: `NVIDIA`, `SwiftShader`. */
  readonly name: string;
  /** A driver that computes on the CPU, slower than the CPU's own engine. */
  readonly isSoftware: boolean;
}

export interface Engine {
  /** As `--engine` spells it, such as `onnx:cpu`. */
  readonly name: string;
  /** What a GPU engine computes on, as far as it can be learnt. */
  readonly adapter?: Adapter | undefined;
  infer(graph: Graph, weights: Weights): Promise<InferenceSession>;
  train(graph: TrainingGraph, start: TrainingStart): Promise<TrainingSession>;
}

/** An engine that cannot start; the message says why, the remedy what to do. */
export class EngineError extends Failure {}
