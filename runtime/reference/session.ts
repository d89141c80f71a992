// Sessions of the reference engine: float32 tensors at the door, float64 inside, so that many
// steps lose nothing between them.

import type { Graph, StepState, TrainingGraph } from '../../compiler/graph/graph.js';
import { verify } from '../../compiler/graph/verify.js';
import type { InferenceSession, StepInput, StepResult, TrainingSession, TrainingStart } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import { zeros, type NumberArray } from './array.js';
import { evaluate, evaluateStep, type GivenArray, type ValueArrays } from './evaluate.js';

function toTensor({ shape, data }: NumberArray): Tensor {
  return { shape, data: Float32Array.from(data) };
}

function made(arrays: ValueArrays, value: number): NumberArray {
  const array = arrays.get(value);
  if (array === undefined) throw new Error(`value ${value} was not made`);
  return array;
}

export class ReferenceInference implements InferenceSession {
  private readonly graph: Graph;
  private readonly weights: Weights;

  constructor(graph: Graph, weights: Weights) {
    verify(graph);
    this.graph = graph;
    this.weights = weights;
  }

  async predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const arrays = evaluate(this.graph, inputs, this.weights);
    return new Map(this.graph.outputs.map(({ name, value }) => [name, toTensor(made(arrays, value))]));
  }

  async dispose(): Promise<void> {}
}

export class ReferenceTraining implements TrainingSession {
  private readonly graph: TrainingGraph;
  private readonly seed: number;
  private states: ReadonlyMap<string, GivenArray>;

  /** Throws an Error where a weight is missing. */
  constructor(graph: TrainingGraph, start: TrainingStart) {
    verify(graph);
    this.graph = graph;
    this.seed = start.seed;
    this.states = new Map(graph.states.map((state) => [state.name, startOf(state, graph, start)]));
  }

  async step({ inputs, targets, rate, step }: StepInput): Promise<StepResult> {
    const { graph, states, seed } = this;
    const arrays = evaluateStep(graph, { inputs, targets, states, rate, step, seed });
    this.states = new Map(graph.states.map(({ name, after }) => [name, made(arrays, after)]));
    const [loss] = made(arrays, graph.loss).data;
    const scores = graph.heads.map((head) => [head.output, toTensor(made(arrays, head.scores))] as const);
    return { loss, scores: new Map(scores) };
  }

  async weights(): Promise<Weights> {
    return this.statesWhere((role) => role !== 'optimizer');
  }

  async optimizerState(): Promise<Weights> {
    return this.statesWhere((role) => role === 'optimizer');
  }

  async dispose(): Promise<void> {}

  private statesWhere(wanted: (role: StepState['role']) => boolean): Weights {
    const tensors = new Map<string, Tensor>();
    for (const { name, role } of this.graph.states) {
      const state = this.states.get(name);
      if (state === undefined || !wanted(role)) continue;
      tensors.set(name, { shape: state.shape, data: Float32Array.from(state.data) });
    }
    return tensors;
  }
}

/** A state of the optimizer starts from zeros where none is given; a weight must be given. */
function startOf({ name, before, role }: StepState, graph: TrainingGraph, start: TrainingStart): GivenArray {
  if (role === 'optimizer') return start.optimizerState?.get(name) ?? zeros(graph.values[before].shape);
  const weight = start.weights.get(name);
  if (weight === undefined) throw new Error(`weight ${name} is missing`);
  return weight;
}
