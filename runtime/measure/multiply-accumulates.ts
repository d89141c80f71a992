// How much of a network, or of its training step, is multiplication: what the rate of a product of
// matrices can be compared with. All else (pools, activations, the optimizer) counts nothing.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import { sizeOf, type Value, type ValueId } from '../../compiler/graph/value.js';
import type { TrainingOp } from '../../compiler/graph/training-ops.js';

/** For one sample. */
export function multiplyAccumulates({ ops, values }: Pick<Graph | TrainingGraph, 'ops' | 'values'>): number {
  return ops.reduce((sum, op) => sum + ofOp(op, values), 0);
}

/**
 * A convolution and its two gradients go through the same pairs: every element of the kernel meets
 * every place of the map that the convolution makes. Dense layers have one place.
 */
function ofOp(op: TrainingOp, values: readonly Value[]): number {
  const kernel = kernelOf(op);
  if (kernel === undefined) return 0;
  return sizeOf(values[kernel].shape) * sizeOf(values[madeMapOf(op)].shape.slice(0, -1));
}

function kernelOf({ inputs, outputs }: TrainingOp): ValueId | undefined {
  if ('kernel' in inputs) return inputs.kernel;
  return 'dkernel' in outputs ? outputs.dkernel : undefined;
}

/** The map that the convolution makes; one that is turned round reads it. */
function madeMapOf({ kind, inputs, outputs }: TrainingOp): ValueId {
  if ('dy' in inputs) return inputs.dy;
  return kind === 'transposed-convolution' ? (inputs as { x: ValueId }).x : (outputs as { y: ValueId }).y;
}
