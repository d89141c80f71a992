// Training: for each size of batch the whole step is one ONNX Runtime session; they share the
// weights and the optimizer's state, which go from a step's outputs to the next one's inputs.

import type { InferenceSession as OnnxSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { emitTrainingStep, type TrainingStepModel } from '../../compiler/emit/onnx/index.js';
import type { MaskInput, StepScalar, TrainingGraph } from '../../compiler/graph/graph.js';
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
import { keepsTensors } from './devices.js';
import type { Place } from './place.js';
import { stepFormFor } from './step-form.js';
import { explainingFailures } from './failures.js';
import { createSession } from './session.js';
import { States } from './states.js';
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

function endedBy({ message, remedy }: EngineError): EngineError {
  return new EngineError(`the training has ended: ${message}`, remedy);
}

export class OnnxTraining implements TrainingSession {
  private readonly place: Place;
  private readonly graph: TrainingGraph;
  private readonly seed: number;
  private readonly states: States;
  /** By the size of the batch. */
  private readonly steps = new Map<number, Step>();
  private readonly turns = new Turns();
  /** What ended the training, if something has: after it, states are not to be trusted. */
  private failure: EngineError | undefined;

  constructor(place: Place, graph: TrainingGraph, start: TrainingStart) {
    this.place = place;
    this.graph = graph;
    this.seed = start.seed;
    this.states = new States(place, graph, start);
  }

  step(input: StepInput): Promise<StepResult> {
    const batch = [...input.inputs.values()][0]?.shape[0] ?? 0;
    return this.compute(`to train on a batch of ${batch}`, () => this.run(input));
  }

  weights(): Promise<Weights> {
    return this.compute('to read its weights', () => this.states.read((state) => state.role !== 'optimizer'));
  }

  optimizerState(): Promise<Weights> {
    return this.compute('to read its state', () => this.states.read((state) => state.role === 'optimizer'));
  }

  dispose(): Promise<void> {
    return this.turns.finish(() => this.release());
  }

  private compute<Result>(doing: string, task: () => Promise<Result>): Promise<Result> {
    return this.turns.take(async () => {
      if (this.failure !== undefined) throw endedBy(this.failure);
      try {
        return await explainingFailures(this.place.device, doing, task);
      } catch (error) {
        // What has no cause is a mistake of the caller, found before anything was computed.
        if (error instanceof EngineError && error.cause !== undefined) this.failure = error;
        throw error;
      }
    });
  }

  private async release(): Promise<void> {
    await this.states.release();
    for (const { session } of this.steps.values()) await session.release();
    this.steps.clear();
  }

  private async run(input: StepInput): Promise<StepResult> {
    const given = this.givenTensors(input);
    const batch = commonBatch(given);
    const { session, names } = await this.stepFor(batch);
    const feeds: Record<string, OnnxTensor> = {};
    for (const [value, tensor] of [...this.feeds(given, input, batch), ...(await this.states.forStep())])
      feeds[names.inputs.get(value) as string] = tensor;
    const results = await session.run(feeds);
    const result = (value: ValueId) => results[names.outputs.get(value) as string];
    this.states.take(result);
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
    const after = this.graph.states.map((state) => state.after);
    const staying = keepsTensors(this.place.device) ? after.flatMap((value) => outputs.get(value) ?? []) : [];
    const session = await createSession(this.place, bytes, { staying });
    const step = { session, names: { inputs, outputs } };
    this.steps.set(batch, step);
    return step;
  }
}
