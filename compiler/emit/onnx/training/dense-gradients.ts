// The gradients of dense layers and of biases.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import type { Lowering } from '../lowering.js';
import { sumOverMap } from './sums.js';

export function lowerBiasGradient(op: OpOf<'bias-gradient', TrainingOp>, to: Lowering): void {
  to.bind(op.outputs.dbias, sumOverMap(to, to.name(op.inputs.dy), op.inputs.dy));
}

export function lowerDenseKernelGradient(op: OpOf<'dense-kernel-gradient', TrainingOp>, to: Lowering): void {
  const x = to.transpose(to.name(op.inputs.x), [1, 0]);
  to.bind(op.outputs.dkernel, to.matrixMultiply(x, to.name(op.inputs.dy)));
}

export function lowerDenseInputGradient(op: OpOf<'dense-input-gradient', TrainingOp>, to: Lowering): void {
  const kernel = to.transpose(to.name(op.inputs.kernel), [1, 0]);
  to.bind(op.outputs.dx, to.matrixMultiply(to.name(op.inputs.dy), kernel));
}
