// Which activations the op before them can compute on its way: ONNX Runtime's convolutions on
// blocks, which normalise too, end with a ReLU for nothing.

import { inputsOf, type TrainingGraph } from '../../../../graph/graph.js';
import type { OpOf } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import type { ValueId } from '../../../../graph/value.js';

export interface Folded {
  /** The result of the activation. */
  readonly y: ValueId;
}

/**
 * ReLUs, by the values that they are taken of, where nothing else reads those. The gradient of a
 * ReLU names what it was taken of, but is written in its result alone.
 */
export function foldedActivations({ ops, heads }: TrainingGraph): Map<ValueId, Folded> {
  const others = new Set(heads.map((head) => head.scores));
  for (const op of ops) if (!isRelu(op)) for (const input of inputsReadBy(op)) others.add(input);
  const relus = ops.filter(isRelu).filter((op) => !others.has(op.inputs.x));
  return new Map(relus.map((op) => [op.inputs.x, { y: op.outputs.y }]));
}

function isRelu(op: TrainingOp): op is OpOf<'activation', TrainingOp> {
  return op.kind === 'activation' && op.function.name === 'relu';
}

function inputsReadBy(op: TrainingOp): ValueId[] {
  if (op.kind !== 'activation-gradient' || op.function.name !== 'relu') return inputsOf(op);
  return [op.inputs.y, op.inputs.dy];
}
