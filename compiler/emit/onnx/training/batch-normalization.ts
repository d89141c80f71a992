// Batch normalisation with the statistics of the batch, and its gradient (Ioffe and Szegedy
// 2015, section 3).

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import type { ValueId } from '../../../graph/value.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { countOverMap, sumOverMap } from './sums.js';

export function lowerNormalization(op: OpOf<'batch-normalization-training', TrainingOp>, to: Lowering): void {
  const { x, gamma, beta } = op.inputs;
  const { y, mean, variance } = op.outputs;
  const count = to.scalar(countOverMap(to, x));
  to.bind(mean, to.divide(sumOverMap(to, to.name(x), x), count));
  const centred = centre(to, x, mean);
  to.bind(variance, to.divide(sumOverMap(to, to.multiply(centred, centred), x), count));
  const rate = reciprocalDeviation(to, variance, op.epsilon);
  const scale = gamma === undefined ? rate : to.multiply(rate, to.name(gamma));
  const scaled = to.multiply(centred, to.overChannels(scale, x));
  to.bind(y, beta === undefined ? scaled : to.add(scaled, to.overChannels(to.name(beta), x)));
}

/** x − mean. The gradient asks for it again, and ONNX Runtime computes equal nodes once. */
function centre(to: Lowering, x: ValueId, mean: ValueId): Name {
  return to.subtract(to.name(x), to.overChannels(to.name(mean), x));
}

/** r = 1 / √(variance + ε) */
export function reciprocalDeviation(to: Lowering, variance: ValueId, epsilon: number): Name {
  const deviation = to.node('Sqrt', [to.add(to.name(variance), to.scalar(epsilon))]);
  return to.divide(to.scalar(1), deviation);
}

/**
 * With c = x − mean and N numbers a channel: dβ = Σ dy, dγ = r · Σ dy·c and
 * dx = γr · (dy − dβ/N − c · r · dγ/N).
 */
export function lowerNormalizationGradient(
  op: OpOf<'batch-normalization-gradient', TrainingOp>,
  to: Lowering,
): void {
  const { x, gamma, mean, variance } = op.inputs;
  const dy = to.name(op.inputs.dy);
  const centred = centre(to, x, mean);
  const rate = reciprocalDeviation(to, variance, op.epsilon);
  const dbeta = sumOverMap(to, dy, x);
  const dgamma = to.multiply(rate, sumOverMap(to, to.multiply(dy, centred), x));
  const count = to.scalar(countOverMap(to, x));
  const scale = gamma === undefined ? rate : to.multiply(rate, to.name(gamma));
  const factor = to.divide(to.multiply(to.multiply(scale, rate), dgamma), count);
  const shift = to.divide(to.multiply(scale, dbeta), count);
  const straight = to.multiply(dy, to.overChannels(scale, x));
  const through = to.add(to.multiply(centred, to.overChannels(factor, x)), to.overChannels(shift, x));
  to.bind(op.outputs.dx, to.subtract(straight, through));
  if (op.outputs.dgamma !== undefined) to.bind(op.outputs.dgamma, dgamma);
  if (op.outputs.dbeta !== undefined) to.bind(op.outputs.dbeta, dbeta);
}

/** The statistics are constants. */
export function lowerFrozenNormalizationGradient(
  op: OpOf<'frozen-normalization-gradient', TrainingOp>,
  to: Lowering,
): void {
  const scale = frozenScale(op, to);
  to.bind(op.outputs.dx, to.multiply(to.name(op.inputs.dy), to.overChannels(scale, op.inputs.dy)));
}

interface Frozen {
  readonly inputs: { readonly gamma?: ValueId; readonly variance: ValueId };
  readonly epsilon: number;
}

/** gamma / √(variance + ε) */
export function frozenScale({ inputs: { gamma, variance }, epsilon }: Frozen, to: Lowering): Name {
  const rate = reciprocalDeviation(to, variance, epsilon);
  return gamma === undefined ? rate : to.multiply(rate, to.name(gamma));
}

export function lowerRunningAverage(op: OpOf<'running-average', TrainingOp>, to: Lowering): void {
  const kept = to.node('Min', [to.scalar(op.momentum), to.name(op.inputs.share)]);
  const batch = to.name(op.inputs.batch);
  const difference = to.subtract(to.name(op.inputs.running), batch);
  to.bind(op.outputs.updated, to.add(batch, to.multiply(kept, difference)));
}
