// For few channels: what all taps saw side by side, so that one product a sample has enough to do.

import { sizeOf } from '../../../../graph/value.js';
import type { Way } from './sizes.js';
import { channelsBeforeTaps, padded, seenBy, tapsOf } from './taps.js';

/** dy · columnsᵀ for each sample, then the sum over samples; without groups. */
export const byColumns: Way = (op, to, sizes) => {
  const { batch, input, output, outputMap } = sizes;
  const pixels = sizeOf(outputMap);
  const x = padded(op, to, to.name(op.inputs.x), [2, 0]);
  const taps = tapsOf(op.geometry.window).map((tap) =>
    to.reshape(seenBy(op, to, x, tap, outputMap), [batch, 1, input, pixels]),
  );
  const columns = to.reshape(to.concat(taps, 1), [batch, taps.length * input, pixels]);
  const dy = to.reshape(to.name(op.inputs.dy), [batch, output, pixels]);
  const products = to.matrixMultiply(dy, to.transpose(columns, [0, 2, 1]));
  const sum = to.reduceSum(products, [0], false);
  return channelsBeforeTaps(to, sum, [output, taps.length, input]);
};
