// Training: for each size of batch the whole step is one ONNX Runtime session; they share the
// weights and the optimizer's state, which go from a step's outputs to the next one's inputs.

import type { InferenceSession as OnnxSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import {
  emitTrainingStep,
  fromNativeWeight,
  nativeShape,
  toNativeWeight,
  type TrainingStepModel,
} from '../../compiler/emit/onnx/index.js';
import type { MaskInput, StepScalar, StepState, TrainingGraph } from '../../compiler/graph/graph.js';
import { sizeOf, type ValueId } from '../../compiler/graph/value.js';
import {
  EngineError,
  type StepInput,
  type StepResult,
  type TrainingSession,
  type TrainingStart,
} from '../engine.js';
import { drawMask } from '../random.js';
import type { Tensor, Weights } from '../tensor.js';
import type { Place } from './place.js';
import { stepFormFor } from './step-form.js';
import { sessionOptions } from './session-options.js';
import { scalarsOf } from '../step-scalars.js';
import { commonBatch, tensorNamed, type Given } from '../given-tensors.js';
import { fromOnnx, toOnnx } from './tensors.js';
import { Turns } from '../turns.js';

interface Step {
  readonly session: OnnxSession;
  readonly names: Pick<TrainingStepModel, 'inputs' | 'outputs'>;
}

interface GivenTensor extends Given {
  readonly value: ValueId;
}

export class OnnxTraining implements TrainingSession {
  private readonly place: Place;
  private readonly graph: TrainingGraph;
  private readonly seed: number;
  /** By the value that a state has before a step. */
  private readonly states = new Map<ValueId, OnnxTensor>();
  /** By the size of the batch. */
  private readonly steps = new Map<number, Step>();
  private readonly turns = new Turns();

  constructor(place: Place, graph: TrainingGraph, start: TrainingStart) {
    this.place = place;
    this.graph = graph;
    this.seed = start.seed;
    for (const state of graph.states) this.states.set(state.before, this.firstState(state, start));
  }

  step(input: StepInput): Promise<StepResult> {
    return this.turns.take(() => this.run(input));
  }

  weights(): Promise<Weights> {
    return this.turns.take(async () => this.read((state) => state.role !== 'optimizer'));
  }

  optimizerState(): Promise<Weights> {
    return this.turns.take(async () => this.read((state) => state.role === 'optimizer'));
  }

  dispose(): Promise<void> {
    return this.turns.finish(() => this.release());
  }

  private async release(): Promise<void> {
    for (const { session } of this.steps.values()) await session.release();
    this.steps.clear();
    this.states.clear();
  }

  private async run(input: StepInput): Promise<StepResult> {
    const given = this.givenTensors(input);
    const batch = commonBatch(given);
    const { session, names } = await this.stepFor(batch);
    const feeds: Record<string, OnnxTensor> = {};
    for (const [value, tensor] of this.feeds(given, input, batch))
      feeds[names.inputs.get(value) as string] = tensor;
    const results = await session.run(feeds);
    const result = (value: ValueId) => results[names.outputs.get(value) as string];
    for (const { before, after } of this.graph.states) {
      if (after !== before) this.states.set(before, result(after));
    }
    const [loss] = result(this.graph.loss).data as Float32Array;
    const scores = this.graph.heads.map((head) => [head.output, fromOnnx(result(head.scores))] as const);
    return { loss, scores: new Map(scores) };
  }

  /** Inputs and targets, by the values of the graph. */
  private givenTensors({ inputs, targets }: StepInput): GivenTensor[] {
    const given = (label: string, value: ValueId, tensor: Tensor): GivenTensor => {
      return { label, value, tensor, shape: this.graph.values[value].shape };
    };
    return [
      ...this.graph.inputs.map(({ name, value }) => given(name, value, tensorNamed(inputs, name))),
      ...this.graph.heads.map(({ output, target }) => {
        return given(`the target of ${output}`, target, tensorNamed(targets, output, 'target'));
      }),
    ];
  }

  /** What one step reads, by the values of the graph. */
  private *feeds(
    given: readonly GivenTensor[],
    input: StepInput,
    batch: number,
  ): Iterable<[ValueId, OnnxTensor]> {
    for (const { value, tensor } of given)
      yield [value, toOnnx(this.place.runtime, tensor.data, tensor.shape)];
    for (const mask of this.graph.masks) yield [mask.value, this.drawMask(mask, input.step, batch)];
    const scalars = scalarsOf(this.graph.optimizer, input);
    for (const { scalar, value } of this.graph.scalars) yield [value, this.scalar(scalars, scalar)];
    yield* this.states;
  }

  private drawMask(mask: MaskInput, step: number, batch: number): OnnxTensor {
    const shape = [batch, ...this.graph.values[mask.value].shape];
    const data = new Float32Array(sizeOf(shape));
    drawMask(data, mask.rate, this.seed, step, mask.layer);
    return toOnnx(this.place.runtime, data, shape);
  }

  private scalar(scalars: Readonly<Record<StepScalar, number>>, scalar: StepScalar): OnnxTensor {
    return toOnnx(this.place.runtime, Float32Array.of(scalars[scalar]), []);
  }

  private async stepFor(batch: number): Promise<Step> {
    const known = this.steps.get(batch);
    if (known !== undefined) return known;
    const form = await stepFormFor(this.place);
    const { bytes, inputs, outputs } = emitTrainingStep(this.graph, batch, form);
    const session = await this.place.runtime.InferenceSession.create(bytes, sessionOptions(this.place));
    const step = { session, names: { inputs, outputs } };
    this.steps.set(batch, step);
    return step;
  }

  private firstState({ name, before, role }: StepState, start: TrainingStart): OnnxTensor {
    const value = this.graph.values[before];
    const given = role === 'optimizer' ? start.optimizerState?.get(name) : tensorNamed(start.weights, name);
    const data = given?.data ?? new Float32Array(sizeOf(value.shape));
    if (data.length !== sizeOf(value.shape)) {
      throw new EngineError(`${name} must be [${value.shape.join(', ')}], and has ${data.length} numbers`);
    }
    return toOnnx(this.place.runtime, toNativeWeight(data, value.shape), nativeShape(value));
  }

  private read(isWanted: (state: StepState) => boolean): Weights {
    const tensors = new Map<string, Tensor>();
    for (const state of this.graph.states.filter(isWanted)) {
      const { shape } = this.graph.values[state.before];
      const native = this.states.get(state.before) as OnnxTensor;
      tensors.set(state.name, { shape, data: fromNativeWeight(native.data as Float32Array, shape) });
    }
    return tensors;
  }
}
