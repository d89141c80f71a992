// Training: the ops of a step one by one, with weights and the optimizer's state on the device from
// step to step.

import type { StepState, TrainingGraph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import type { StepInput, StepResult, TrainingSession, TrainingStart } from '../engine.js';
import { numbersOfState, tensorsOfStep } from '../step-tensors.js';
import type { Tensor, Weights } from '../tensor.js';
import { Turns } from '../turns.js';
import type { Device, Lender } from './device.js';
import { Program } from './evaluate.js';
import type { TfTensor } from './tensorflow.js';

export class TfTraining implements TrainingSession {
  private readonly lender: Lender;
  private readonly device: Device;
  private readonly graph: TrainingGraph;
  private readonly program: Program;
  private readonly seed: number;
  /** By the value that a state has before a step. */
  private readonly states = new Map<ValueId, TfTensor>();
  private readonly turns = new Turns();

  private constructor(lender: Lender, device: Device, graph: TrainingGraph, seed: number) {
    this.lender = lender;
    this.device = device;
    this.graph = graph;
    this.seed = seed;
    const wanted = [
      graph.loss,
      ...graph.heads.map(({ scores }) => scores),
      ...graph.states.map(({ after }) => after),
    ];
    this.program = new Program(graph.values, graph.ops, wanted);
  }

  /** @throws EngineError where a weight is missing or has another size, or the device cannot be had */
  static async open(lender: Lender, graph: TrainingGraph, start: TrainingStart): Promise<TfTraining> {
    const first = graph.states.map((state) => [state.before, firstState(graph, state, start)] as const);
    const session = new TfTraining(lender, await lender.borrow(), graph, start.seed);
    for (const [value, tensor] of first) session.states.set(value, session.device.upload(tensor));
    return session;
  }

  step(input: StepInput): Promise<StepResult> {
    return this.turns.take(() => this.run(input));
  }

  weights(): Promise<Weights> {
    return this.turns.take(() => this.read((state) => state.role !== 'optimizer'));
  }

  optimizerState(): Promise<Weights> {
    return this.turns.take(() => this.read((state) => state.role === 'optimizer'));
  }

  dispose(): Promise<void> {
    return this.turns.finish(() => {
      for (const tensor of this.states.values()) tensor.dispose();
      this.states.clear();
      return this.lender.giveBack();
    });
  }

  private async run(input: StepInput): Promise<StepResult> {
    const given = [...tensorsOfStep(this.graph, input, this.seed)];
    const tensors = new Map(this.states);
    for (const [value, tensor] of given) tensors.set(value, this.device.upload(tensor));
    await this.program.run(this.device, tensors, new Set(this.states.keys()));
    try {
      const result = await this.resultOf(tensors);
      this.replaceStates(tensors);
      return result;
    } finally {
      const kept = new Set(this.states.values());
      for (const tensor of tensors.values()) if (!kept.has(tensor)) tensor.dispose();
    }
  }

  private async resultOf(tensors: ReadonlyMap<ValueId, TfTensor>): Promise<StepResult> {
    const read = (value: ValueId) => this.device.download(tensors.get(value) as TfTensor);
    const scores = new Map<string, Tensor>();
    for (const head of this.graph.heads) scores.set(head.output, await read(head.scores));
    const [loss] = (await read(this.graph.loss)).data;
    return { loss, scores };
  }

  /** What the step has made of the states takes their place; the former ones are left to be released. */
  private replaceStates(tensors: Map<ValueId, TfTensor>): void {
    for (const { before, after } of this.graph.states) {
      if (after !== before) this.states.set(before, tensors.get(after) as TfTensor);
    }
  }

  private async read(isWanted: (state: StepState) => boolean): Promise<Weights> {
    const tensors = new Map<string, Tensor>();
    for (const state of this.graph.states.filter(isWanted)) {
      const { shape, data } = await this.device.download(this.states.get(state.before) as TfTensor);
      // A copy: some backends hand out the memory that they go on computing with.
      tensors.set(state.name, { shape, data: data.slice() });
    }
    return tensors;
  }
}

/** A copy: some backends compute on the memory that they are given. */
function firstState(graph: TrainingGraph, state: StepState, start: TrainingStart): Tensor {
  return { shape: graph.values[state.before].shape, data: numbersOfState(graph, state, start).slice() };
}
