// To scale and shift the channels of a map in blocks is a depthwise convolution of one pixel.

import type { ValueId } from '../../../../graph/value.js';
import type { Name } from '../../node-list.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { convolve } from './convolve.js';
import { packVector } from './kernels.js';

export interface Scaling {
  readonly x: Name;
  readonly scale: Name;
  readonly shift?: Name | undefined;
  readonly sum?: Name;
  readonly relu?: boolean;
}

/** scale · x + shift + sum, a number a channel for scale and shift. */
export function scaleChannels(
  to: BlockedLowering,
  { x, scale, shift, sum, relu }: Scaling,
  like: ValueId,
): Name {
  const channels = to.dims(like)[1];
  const groups = to.roundUp(channels);
  return convolve(to, {
    x,
    kernel: to.reshape(packVector(to, scale, channels), [groups, 1, 1, 1]),
    bias: shift === undefined ? undefined : packVector(to, shift, channels),
    sum,
    window: [1, 1],
    groups,
    relu: relu ?? false,
  });
}
