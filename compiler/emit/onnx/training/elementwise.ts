// Gradients and other ops of a step that keep every element where it is, or only cut.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { differentiateActivation } from '../activation-gradients.js';
import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import { bySign } from './choice-by-sign.js';
import type { StepLowering } from './step-lowering.js';
import { sumOverMap } from './sums.js';

export function lowerApplyMask(op: OpOf<'apply-mask', TrainingOp>, to: Lowering): void {
  to.bind(op.outputs.y, to.multiply(to.name(op.inputs.x), to.name(op.inputs.mask)));
}

export function lowerActivationGradient(op: OpOf<'activation-gradient', TrainingOp>, to: StepLowering): void {
  const { x, y, dy } = op.inputs;
  if (to.maskedByPool.has(dy)) return to.bind(op.outputs.dx, to.name(dy));
  const around = { x: to.name(x), y: to.name(y), dy: to.name(dy) };
  to.bind(op.outputs.dx, differentiateActivation(to, op.function, around));
}

export function lowerPreluGradient(op: OpOf<'prelu-gradient', TrainingOp>, to: StepLowering): void {
  const x = to.name(op.inputs.x);
  const dy = to.name(op.inputs.dy);
  const slope = to.overChannels(to.name(op.inputs.slope), op.inputs.x);
  to.bind(op.outputs.dx, bySign(to, x, dy, to.multiply(dy, slope)));
  const left = to.node('Min', [x, to.scalar(0)]);
  to.bind(op.outputs.dslope, sumOverMap(to, to.multiply(dy, left), op.inputs.x));
}

export function lowerSoftmaxGradient(op: OpOf<'softmax-gradient', TrainingOp>, to: Lowering): void {
  const y = to.name(op.inputs.y);
  const dy = to.name(op.inputs.dy);
  const sum = to.reduceSum(to.multiply(y, dy), [1], true);
  to.bind(op.outputs.dx, to.multiply(y, to.subtract(dy, sum)));
}

export function lowerSliceChannels(op: OpOf<'slice-channels', TrainingOp>, to: Lowering): void {
  const cut = { start: op.start, end: op.start + op.size };
  to.bind(op.outputs.y, to.slice(to.name(op.inputs.x), [1], [cut]));
}

/** Inside the model channels come first, so the language's last axis is axis 1. */
export function lowerSumStretched(op: OpOf<'sum-stretched', TrainingOp>, to: Lowering): void {
  const before = to.dims(op.inputs.dy);
  const after = to.dims(op.outputs.dx);
  const stretched = range(before.length).filter((axis) => axis > 0 && before[axis] !== after[axis]);
  to.bind(op.outputs.dx, to.reduceSum(to.name(op.inputs.dy), stretched, true));
}
