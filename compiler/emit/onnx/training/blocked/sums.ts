// Sums over batch and map in blocks, one a channel.

import type { ValueId } from '../../../../graph/value.js';
import type { Name } from '../../node-list.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { convolve } from './convolve.js';

/** The sum of a map in blocks with the axes of `like`, a number for each channel of whole blocks. */
export function sumInBlocks(to: BlockedLowering, x: Name, like: ValueId): Name {
  const [, , height, width] = to.blockedDims(like);
  const means = to.blockNode('GlobalAveragePool', [x], {});
  return to.multiply(sumOfSamples(to, means, like), to.scalar(height * width));
}

/** The sum of the products of two maps: a convolution of each plane with the other as its kernel. */
export function sumOfProducts(to: BlockedLowering, a: Name, b: Name, like: ValueId): Name {
  const [batch, channels, height, width] = to.blockedDims(like);
  const planes = batch * channels;
  const products = convolve(to, {
    x: to.reshape(a, [1, planes, height, width]),
    kernel: to.reshape(b, [planes, 1, height, width]),
    window: [height, width],
    groups: planes,
  });
  return sumOfSamples(to, products, like);
}

function sumOfSamples(to: BlockedLowering, x: Name, like: ValueId): Name {
  const [batch, channels] = to.blockedDims(like);
  return to.reduceSum(to.reshape(x, [batch, channels]), [0], false);
}

/** Those of the channels that the map really has. */
export function realChannels(to: BlockedLowering, sums: Name, like: ValueId): Name {
  const channels = to.dims(like)[1];
  return channels === to.roundUp(channels) ? sums : to.slice(sums, [0], [{ start: 0, end: channels }]);
}
