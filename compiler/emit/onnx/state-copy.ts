// The states of a training as one ONNX model that changes nothing: where a runtime moves tensors only
// with a run, such as to a GPU and back, this is the run.

import type { TrainingGraph } from '../../graph/graph.js';
import type { ValueId } from '../../graph/value.js';
import { Lowering } from './lowering.js';

export interface StateCopyModel {
  /** The bytes of an `.onnx` file. */
  readonly bytes: Uint8Array;
  /** Inputs and outputs, in ONNX' layout, by the values that states have before a step. */
  readonly inputs: ReadonlyMap<ValueId, string>;
  readonly outputs: ReadonlyMap<ValueId, string>;
}

export function emitStateCopy(graph: TrainingGraph): StateCopyModel {
  const lowering = new Lowering(graph.values, 1);
  const inputs = new Map<ValueId, string>();
  const outputs = new Map<ValueId, string>();
  for (const { name, before } of graph.states) {
    inputs.set(before, lowering.plainInput(name, before));
    outputs.set(before, lowering.output(`${name}/copy`, before));
  }
  return { bytes: lowering.encode(graph.name), inputs, outputs };
}
