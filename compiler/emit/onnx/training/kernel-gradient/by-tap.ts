// For each tap one product of dy with the pixels that it saw: over batch and map at once, or for
// each sample and group by itself.

import { sizeOf } from '../../../../graph/value.js';
import type { Lowering } from '../../lowering.js';
import type { Name } from '../../node-list.js';
import type { ConvolutionSizes, KernelGradient, Way } from './sizes.js';
import { channelsBeforeTaps, padded, seenBy, tapsOf } from './taps.js';

/** dyᵀ · x over batch and map at once; groups are a batch of products. */
export const byTap: Way = (op, to, sizes) => {
  const { batch, groups, input, output, outputMap } = sizes;
  const pixels = batch * sizeOf(outputMap);
  const channels = input / groups;
  const x = padded(op, to, channelsInnermost(op, to, sizes), [2, 1]);
  const dyGrouped = to.reshape(to.name(op.inputs.dy), [batch, groups, output / groups, sizeOf(outputMap)]);
  const dy = to.reshape(to.transpose(dyGrouped, [1, 2, 0, 3]), [groups, output / groups, pixels]);
  const taps = tapsOf(op.geometry.window).map((tap) => {
    const seen = to.reshape(seenBy(op, to, x, tap, outputMap), [groups, pixels, channels]);
    return to.matrixMultiply(dy, seen);
  });
  return channelsBeforeTaps(to, to.concat(taps, 2), [output, taps.length, channels]);
};

/** x as [groups, batch, ...map, channels]. Flat maps move faster, and pads are cheaper around channels. */
function channelsInnermost(op: KernelGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { batch, groups, input, inputMap } = sizes;
  const flat = to.reshape(to.name(op.inputs.x), [batch, groups, input / groups, sizeOf(inputMap)]);
  const moved = groups === 1 ? to.transpose(flat, [0, 1, 3, 2]) : to.transpose(flat, [1, 0, 3, 2]);
  return to.reshape(moved, [groups, batch, ...inputMap, input / groups]);
}

/** dy · xᵀ for each sample and group, then the sum over samples: nothing has to be turned around first. */
export const byTapAndSample: Way = (op, to, sizes) => {
  const { batch, groups, input, output, outputMap } = sizes;
  const pixels = sizeOf(outputMap);
  const channels = input / groups;
  const x = padded(op, to, to.name(op.inputs.x), [2, 0]);
  const dy = to.reshape(to.name(op.inputs.dy), [batch * groups, output / groups, pixels]);
  const taps = tapsOf(op.geometry.window).map((tap) => {
    const seen = to.reshape(seenBy(op, to, x, tap, outputMap), [batch * groups, channels, pixels]);
    const products = to.matrixMultiply(dy, to.transpose(seen, [0, 2, 1]));
    return to.reduceSum(to.reshape(products, [batch, output, 1, channels]), [0], false);
  });
  return channelsBeforeTaps(to, to.concat(taps, 1), [output, taps.length, channels]);
};
