// What becomes of gradients before weights move along them. Gradients of weights never lie in blocks.

import type { OpOf } from '../../../graph/ops.js';
import type { UpdateOp } from '../../../graph/update-ops.js';
import { int } from '../attributes.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

export function lowerAddPenalty(op: OpOf<'add-penalty', UpdateOp>, to: Lowering): void {
  const penalty = to.multiply(to.name(op.inputs.weight), to.scalar(op.factor));
  to.bind(op.outputs.gradient, to.add(to.name(op.inputs.gradient), penalty));
}

export function lowerNormFactor(
  { inputs, outputs, limit }: OpOf<'norm-factor', UpdateOp>,
  to: Lowering,
): void {
  const squares = inputs.gradients.map((gradient) => sumOfSquares(to, to.name(gradient)));
  const norm = to.node('Sqrt', [squares.reduce((sum, part) => to.add(sum, part))]);
  const longest = to.scalar(limit);
  const factor = to.divide(longest, to.node('Max', [norm, longest]));
  // 0 of a number, NaN of NaN and infinities, which a comparison could swallow.
  to.bind(outputs.factor, to.add(factor, to.subtract(norm, norm)));
}

function sumOfSquares(to: Lowering, x: Name): Name {
  return to.node('ReduceSumSquare', [x], { keepdims: int(0) });
}

export function lowerScaleGradient(op: OpOf<'scale-gradient', UpdateOp>, to: Lowering): void {
  to.bind(op.outputs.gradient, to.multiply(to.name(op.inputs.gradient), to.name(op.inputs.factor)));
}

export function lowerClampGradient(op: OpOf<'clamp-gradient', UpdateOp>, to: Lowering): void {
  const above = to.node('Max', [to.name(op.inputs.gradient), to.scalar(-op.limit)]);
  to.bind(op.outputs.gradient, to.node('Min', [above, to.scalar(op.limit)]));
}
