// Training: for each size of batch the whole step is one ONNX Runtime session; they share the
// weights and the optimizer's state, which go from a step's outputs to the next one's inputs.

import type { InferenceSession as OnnxSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import { emitTrainingStep, type TrainingStepModel } from '../../compiler/emit/onnx/index.js';
import type { TrainingGraph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import {
  EngineError,
  type StepInput,
  type StepResult,
  type TrainingSession,
  type TrainingStart,
} from '../engine.js';
import { tensorsOfStep } from '../step-tensors.js';
import type { Weights } from '../tensor.js';
import { keepsTensors } from './devices.js';
import type { Place } from './place.js';
import { stepFormFor } from './step-form.js';
import { explainingFailures } from './failures.js';
import { createSession } from './session.js';
import { States } from './states.js';
import { fromOnnx, toOnnx } from './tensors.js';
import { Turns } from '../turns.js';

interface Step {
  readonly session: OnnxSession;
  readonly names: Pick<TrainingStepModel, 'inputs' | 'outputs'>;
}

function batchOf({ inputs }: StepInput): number {
  return [...inputs.values()][0]?.shape[0] ?? 0;
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
    return this.compute(`to train on a batch of ${batchOf(input)}`, () => this.run(input));
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
    const { runtime } = this.place;
    const given = [...tensorsOfStep(this.graph, input, this.seed)];
    const { session, names } = await this.stepFor(batchOf(input));
    const feeds: Record<string, OnnxTensor> = {};
    const feed = (value: ValueId, tensor: OnnxTensor) => (feeds[names.inputs.get(value) as string] = tensor);
    for (const [value, { data, shape }] of given) feed(value, toOnnx(runtime, data, shape));
    for (const [value, tensor] of await this.states.forStep()) feed(value, tensor);
    const results = await session.run(feeds);
    const result = (value: ValueId) => results[names.outputs.get(value) as string];
    this.states.take(result);
    const [loss] = result(this.graph.loss).data as Float32Array;
    const scores = this.graph.heads.map((head) => [head.output, fromOnnx(result(head.scores))] as const);
    return { loss, scores: new Map(scores) };
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
