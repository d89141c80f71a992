// Ops that treat every number of a map alike: they compute in blocks what is given in blocks.

import { inputsOf } from '../../../../graph/graph.js';
import type { OpOf } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import { lowerActivation, lowerConcat, lowerMultiply } from '../../forward/elementwise.js';
import { lowerBiasGradient } from '../dense-gradients.js';
import { lowerSliceChannels } from '../elementwise.js';
import type { StepLowering } from '../step-lowering.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { realChannels, sumInBlocks } from './sums.js';

type Rule<O> = (op: O, to: StepLowering) => void;

/** The portable rule, in blocks where any of the op's maps lies in blocks. */
export function inAnyLayout<O extends TrainingOp>(rule: Rule<O>): (op: O, to: BlockedLowering) => void {
  return (op, to) => {
    if (inputsOf(op).some((input) => to.isBlocked(input))) to.inBlocks(() => rule(op, to));
    else rule(op, to);
  };
}

const activation = inAnyLayout(lowerActivation);

export function lowerBlockedActivation(op: OpOf<'activation'>, to: BlockedLowering): void {
  if (!to.isMade(op.outputs.y)) activation(op, to);
}

const multiplyAlike = inAnyLayout(lowerMultiply);

/** Maps of one size; parts that are stretched are not in each other's places. */
export function lowerBlockedMultiply(op: OpOf<'multiply'>, to: BlockedLowering): void {
  const [first, ...rest] = op.inputs.parts.map((part) => to.shape(part).join());
  if (rest.every((shape) => shape === first)) multiplyAlike(op, to);
  else lowerMultiply(op, to);
}

/** Parts of whole blocks lie one behind another; the last may end within a block. */
export function lowerBlockedConcat(op: OpOf<'concat'>, to: BlockedLowering): void {
  const { parts } = op.inputs;
  const isWhole = parts.slice(0, -1).every((part) => to.isMap(part) && to.dims(part)[1] % to.block === 0);
  if (!isWhole || !parts.some((part) => to.isBlocked(part))) return lowerConcat(op, to);
  const blocks = parts.map((part) => to.blocked(part));
  to.bindBlocked(op.outputs.y, to.concat(blocks, 1));
}

export function lowerBlockedSliceChannels(op: OpOf<'slice-channels', TrainingOp>, to: BlockedLowering): void {
  const { x } = op.inputs;
  const end = op.start + op.size;
  const isWhole = op.start % to.block === 0 && (end % to.block === 0 || end === to.dims(x)[1]);
  if (!isWhole || !to.isBlocked(x)) return lowerSliceChannels(op, to);
  const cut = { start: op.start, end: to.roundUp(end) };
  to.bindBlocked(op.outputs.y, to.slice(to.blocked(x), [1], [cut]));
}

export function lowerBlockedBiasGradient(op: OpOf<'bias-gradient', TrainingOp>, to: BlockedLowering): void {
  const { dy } = op.inputs;
  if (!to.isBlocked(dy)) return lowerBiasGradient(op, to);
  to.bind(op.outputs.dbias, realChannels(to, sumInBlocks(to, to.blocked(dy), dy), dy));
}
