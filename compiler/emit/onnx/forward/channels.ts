// Ops that look at a pixel's channels: their order, and local response normalisation.

import type { OpOf } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import { float, int } from '../attributes.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';

export function lowerShuffleChannels(op: OpOf<'shuffle-channels'>, to: Lowering): void {
  const [channels, ...map] = channelsFirst(to.shape(op.inputs.x));
  const { groups } = op;
  const grouped = to.reshape(to.name(op.inputs.x), [-1, groups, channels / groups, sizeOf(map)]);
  const shuffled = to.transpose(grouped, [0, 2, 1, 3]);
  to.bind(op.outputs.y, to.reshape(shuffled, [-1, channels, ...map]));
}

/** ONNX divides alpha by the size as well. ONNX Runtime takes maps of two axes alone. */
export function lowerLocalResponse(op: OpOf<'local-response-normalization'>, to: Lowering): void {
  const [channels, ...map] = channelsFirst(to.shape(op.inputs.x));
  const x = to.name(op.inputs.x);
  const isPlane = map.length === 2;
  const plane = isPlane ? x : to.reshape(x, [-1, channels, sizeOf(map), 1]);
  const y = to.node('LRN', [plane], {
    size: int(op.size),
    alpha: float(op.alpha),
    beta: float(op.beta),
    bias: float(op.k),
  });
  to.bind(op.outputs.y, isPlane ? y : to.reshape(y, [-1, channels, ...map]));
}
