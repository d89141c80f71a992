// Batch normalisation in blocks with statistics that stay as they are: a scale and a shift a channel.

import { lowerBatchNormalization } from '../../forward/elementwise.js';
import type { OpOf } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import { frozenScale, lowerFrozenNormalizationGradient } from '../batch-normalization.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { scaleChannels } from './scale-channels.js';

/** y = scale · x + (beta − scale · mean) with scale = gamma / √(variance + ε). */
export function lowerBlockedFrozenNormalization(op: OpOf<'batch-normalization'>, to: BlockedLowering): void {
  const { x, beta, mean } = op.inputs;
  const { y } = op.outputs;
  if (!to.isBlocked(x)) return lowerBatchNormalization(op, to);
  const scale = frozenScale(op, to);
  const moved = to.multiply(scale, to.name(mean));
  const shift = beta === undefined ? to.node('Neg', [moved]) : to.subtract(to.name(beta), moved);
  const folded = to.folded.get(y);
  const result = scaleChannels(to, { x: to.blocked(x), scale, shift, relu: folded !== undefined }, x);
  to.bindBlocked(y, result);
  if (folded !== undefined) to.bindBlocked(folded.y, result);
}

export function lowerBlockedFrozenNormalizationGradient(
  op: OpOf<'frozen-normalization-gradient', TrainingOp>,
  to: BlockedLowering,
): void {
  const { dy } = op.inputs;
  if (!to.isBlocked(dy)) return lowerFrozenNormalizationGradient(op, to);
  const scale = frozenScale(op, to);
  to.bindBlocked(op.outputs.dx, scaleChannels(to, { x: to.blocked(dy), scale }, dy));
}
