// Ops that look at a pixel's channels: their order, and local response normalisation.

import type { OpOf } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import { channelsFirst } from '../layout.js';
import { asPlanes, responseBase, responseFactor } from '../local-response.js';
import type { Lowering } from '../lowering.js';

export function lowerShuffleChannels(op: OpOf<'shuffle-channels'>, to: Lowering): void {
  const [channels, ...map] = channelsFirst(to.shape(op.inputs.x));
  const { groups } = op;
  const grouped = to.reshape(to.name(op.inputs.x), [-1, groups, channels / groups, sizeOf(map)]);
  const shuffled = to.transpose(grouped, [0, 2, 1, 3]);
  to.bind(op.outputs.y, to.reshape(shuffled, [-1, channels, ...map]));
}

export function lowerLocalResponse(op: OpOf<'local-response-normalization'>, to: Lowering): void {
  const x = asPlanes(to, op.inputs.x);
  const y = to.multiply(x, responseFactor(to, responseBase(to, x, op), op));
  to.bind(op.outputs.y, to.reshape(y, to.dims(op.outputs.y)));
}
