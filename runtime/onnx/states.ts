// The weights and the optimizer's state of a training, on the device that computes: what a step makes
// is what the next one reads, and only what someone asks for is fetched.

import type { InferenceSession as OnnxSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import {
  emitStateCopy,
  fromNativeWeight,
  nativeShape,
  toNativeWeight,
  type StateCopyModel,
} from '../../compiler/emit/onnx/index.js';
import type { StepState, TrainingGraph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import type { TrainingStart } from '../engine.js';
import { numbersOfState } from '../step-tensors.js';
import type { Tensor, Weights } from '../tensor.js';
import { keepsTensors } from './devices.js';
import type { Place } from './place.js';
import { createSession } from './session.js';
import { toOnnx } from './tensors.js';

type Direction = 'to the device' | 'from the device';

export class States {
  private readonly place: Place;
  private readonly graph: TrainingGraph;
  /** By the value that a state has before a step. */
  private readonly tensors = new Map<ValueId, OnnxTensor>();
  private readonly copies = new Map<Direction, OnnxSession>();
  private areOnDevice: boolean;

  constructor(place: Place, graph: TrainingGraph, start: TrainingStart) {
    this.place = place;
    this.graph = graph;
    this.areOnDevice = !keepsTensors(place.device);
    for (const state of graph.states) this.tensors.set(state.before, this.first(state, start));
  }

  /** What a step reads. */
  async forStep(): Promise<ReadonlyMap<ValueId, OnnxTensor>> {
    if (!this.areOnDevice) {
      const moved = await this.copy('to the device', this.graph.states);
      for (const [value, tensor] of moved) this.replace(value, tensor);
      this.areOnDevice = true;
    }
    return this.tensors;
  }

  /** Takes what a step has made of them. */
  take(result: (value: ValueId) => OnnxTensor): void {
    for (const { before, after } of this.graph.states) {
      if (after !== before) this.replace(before, result(after));
    }
  }

  /** In the language's layout. */
  async read(isWanted: (state: StepState) => boolean): Promise<Weights> {
    const wanted = this.graph.states.filter(isWanted);
    const isHere = !keepsTensors(this.place.device) || !this.areOnDevice;
    const tensors = isHere || wanted.length === 0 ? this.tensors : await this.copy('from the device', wanted);
    return new Map(
      wanted.map(({ name, before }): [string, Tensor] => {
        const { shape } = this.graph.values[before];
        const native = (tensors.get(before) as OnnxTensor).data as Float32Array;
        return [name, { shape, data: fromNativeWeight(native, shape) }];
      }),
    );
  }

  /** Tensors first: freed after the sessions that made them, those of a GPU would end the process. */
  async release(): Promise<void> {
    for (const tensor of this.tensors.values()) tensor.dispose();
    this.tensors.clear();
    for (const session of this.copies.values()) await session.release();
    this.copies.clear();
  }

  private first(state: StepState, start: TrainingStart): OnnxTensor {
    const value = this.graph.values[state.before];
    const data = numbersOfState(this.graph, state, start);
    return toOnnx(this.place.runtime, toNativeWeight(data, value.shape), nativeShape(value));
  }

  private replace(value: ValueId, tensor: OnnxTensor): void {
    this.tensors.get(value)?.dispose();
    this.tensors.set(value, tensor);
  }

  private async copy(
    direction: Direction,
    states: readonly StepState[],
  ): Promise<ReadonlyMap<ValueId, OnnxTensor>> {
    const model = emitStateCopy(this.graph);
    const session = await this.copySession(direction, model);
    const feeds = [...model.inputs].map(
      ([value, name]) => [name, this.tensors.get(value) as OnnxTensor] as const,
    );
    const name = ({ before }: StepState) => model.outputs.get(before) as string;
    const results = await session.run(Object.fromEntries(feeds), states.map(name));
    return new Map(states.map((state) => [state.before, results[name(state)]]));
  }

  private async copySession(direction: Direction, model: StateCopyModel): Promise<OnnxSession> {
    const known = this.copies.get(direction);
    if (known !== undefined) return known;
    const staying = direction === 'to the device' ? [...model.outputs.values()] : [];
    const session = await createSession(this.place, model.bytes, { staying });
    this.copies.set(direction, session);
    return session;
  }
}
