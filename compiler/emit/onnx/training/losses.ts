// Losses, means over the batch, and their gradients by the scores.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { sizeOf } from '../../../graph/value.js';
import { int, ints } from '../attributes.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import type { StepLowering } from './step-lowering.js';

export function lowerSoftmaxCrossEntropy(
  op: OpOf<'softmax-cross-entropy', TrainingOp>,
  to: StepLowering,
): void {
  const target = to.name(op.inputs.target);
  const logarithms = logSoftmax(to, to.name(op.inputs.scores));
  const loss = mean(to, to.multiply(target, logarithms), -to.batch);
  const share = to.multiply(to.node('Exp', [logarithms]), to.reduceSum(target, [1], true));
  const difference = to.subtract(share, target);
  to.bind(op.outputs.loss, loss);
  to.bind(op.outputs.dscores, to.divide(difference, to.scalar(to.batch)));
}

/** The WebGPU provider has no `LogSoftmax`: there s − max s − log Σ exp(s − max s). */
function logSoftmax(to: StepLowering, scores: Name): Name {
  if (to.dialect !== 'webgpu') return to.node('LogSoftmax', [scores], { axis: int(1) });
  const largest = to.node('ReduceMax', [scores], { axes: ints([1]), keepdims: int(1) });
  const shifted = to.subtract(scores, largest);
  const sum = to.reduceSum(to.node('Exp', [shifted]), [1], true);
  return to.subtract(shifted, to.node('Log', [sum]));
}

export function lowerSigmoidCrossEntropy(op: OpOf<'sigmoid-cross-entropy', TrainingOp>, to: Lowering): void {
  const scores = to.name(op.inputs.scores);
  const target = to.name(op.inputs.target);
  const count = to.batch * sizeOf(to.shape(op.inputs.scores));
  const positive = to.node('Relu', [scores]);
  const tail = to.node('Softplus', [to.node('Neg', [to.node('Abs', [scores])])]);
  const losses = to.add(to.subtract(positive, to.multiply(scores, target)), tail);
  const difference = to.subtract(to.node('Sigmoid', [scores]), target);
  to.bind(op.outputs.loss, mean(to, losses, count));
  to.bind(op.outputs.dscores, to.divide(difference, to.scalar(count)));
}

export function lowerMeanSquaredError(op: OpOf<'mean-squared-error', TrainingOp>, to: Lowering): void {
  const count = to.batch * sizeOf(to.shape(op.inputs.prediction));
  const difference = to.subtract(to.name(op.inputs.prediction), to.name(op.inputs.target));
  to.bind(op.outputs.loss, mean(to, to.multiply(difference, difference), count));
  to.bind(op.outputs.dprediction, to.multiply(difference, to.scalar(2 / count)));
}

export function lowerMeanAbsoluteError(op: OpOf<'mean-absolute-error', TrainingOp>, to: Lowering): void {
  const count = to.batch * sizeOf(to.shape(op.inputs.prediction));
  const difference = to.subtract(to.name(op.inputs.prediction), to.name(op.inputs.target));
  to.bind(op.outputs.loss, mean(to, to.node('Abs', [difference]), count));
  // What `Sign` says, which ONNX Runtime does not have on every device.
  const large = to.multiply(difference, to.scalar(3e38));
  const sign = to.node('Clip', [large, to.scalar(-1), to.scalar(1)]);
  to.bind(op.outputs.dprediction, to.multiply(sign, to.scalar(1 / count)));
}

export function lowerWeightedSum(op: OpOf<'weighted-sum', TrainingOp>, to: Lowering): void {
  const parts = op.inputs.parts.map((part, i) => to.multiply(to.name(part), to.scalar(op.weights[i])));
  to.bind(
    op.outputs.sum,
    parts.reduce((sum, part) => to.add(sum, part)),
  );
}

/** The sum of all elements divided by `count`, of shape []. */
function mean(to: Lowering, x: Name, count: number): Name {
  const sum = to.node('ReduceSum', [x], { keepdims: int(0) });
  return to.divide(sum, to.scalar(count));
}
