// Batch normalisation in blocks with the statistics of the batch, and its gradient, in the formulas
// of the portable form.

import type { OpOf } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import type { ValueId } from '../../../../graph/value.js';
import type { Name } from '../../node-list.js';
import {
  lowerNormalization,
  lowerNormalizationGradient,
  reciprocalDeviation,
} from '../batch-normalization.js';
import { countOverMap } from '../sums.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { convolve } from './convolve.js';
import { scaleChannels } from './scale-channels.js';
import { realChannels, sumInBlocks, sumOfProducts } from './sums.js';

type Normalization = OpOf<'batch-normalization-training', TrainingOp>;

export function lowerBlockedNormalization(op: Normalization, to: BlockedLowering): void {
  const { x, gamma, beta } = op.inputs;
  const { y, mean, variance } = op.outputs;
  if (!to.isBlocked(x)) return lowerNormalization(op, to);
  const count = to.scalar(countOverMap(to, x));
  const average = to.divide(sumInBlocks(to, to.blocked(x), x), count);
  to.bind(mean, realChannels(to, average, x));
  const centred = centre(to, x, average);
  to.centred.set(mean, centred);
  const squares = sumOfProducts(to, centred, centred, x);
  to.bind(variance, realChannels(to, to.divide(squares, count), x));
  const rate = reciprocalDeviation(to, variance, op.epsilon);
  const scale = gamma === undefined ? rate : to.multiply(rate, to.name(gamma));
  const folded = to.folded.get(y);
  const shift = beta === undefined ? undefined : to.name(beta);
  const result = scaleChannels(to, { x: centred, scale, shift, relu: folded !== undefined }, x);
  to.bindBlocked(y, result);
  if (folded !== undefined) to.bindBlocked(folded.y, result);
}

/** x − mean, of whole blocks. */
function centre(to: BlockedLowering, x: ValueId, mean: Name): Name {
  const channels = to.blockedDims(x)[1];
  const ones = to.tensor('ones', [channels, 1, 1, 1], new Float32Array(channels).fill(1));
  return convolve(to, {
    x: to.blocked(x),
    kernel: ones,
    bias: to.node('Neg', [mean]),
    window: [1, 1],
    groups: channels,
  });
}

/**
 * With c = x − mean and N numbers a channel: dβ = Σ dy, dγ = r · Σ dy·c and
 * dx = γr · (dy − dβ/N − c · r · dγ/N).
 */
export function lowerBlockedNormalizationGradient(
  op: OpOf<'batch-normalization-gradient', TrainingOp>,
  to: BlockedLowering,
): void {
  const { x, gamma, variance } = op.inputs;
  const centred = to.centred.get(op.inputs.mean);
  if (centred === undefined) return lowerNormalizationGradient(op, to);
  const dy = to.blocked(op.inputs.dy);
  const rate = reciprocalDeviation(to, variance, op.epsilon);
  const dbeta = realChannels(to, sumInBlocks(to, dy, x), x);
  const dgamma = to.multiply(rate, realChannels(to, sumOfProducts(to, dy, centred, x), x));
  const count = to.scalar(-countOverMap(to, x));
  const scale = gamma === undefined ? rate : to.multiply(rate, to.name(gamma));
  const factor = to.divide(to.multiply(to.multiply(scale, rate), dgamma), count);
  const shift = to.divide(to.multiply(scale, dbeta), count);
  const through = scaleChannels(to, { x: centred, scale: factor, shift }, x);
  to.bindBlocked(op.outputs.dx, scaleChannels(to, { x: dy, scale, sum: through }, x));
  if (op.outputs.dgamma !== undefined) to.bind(op.outputs.dgamma, dgamma);
  if (op.outputs.dbeta !== undefined) to.bind(op.outputs.dbeta, dbeta);
}
