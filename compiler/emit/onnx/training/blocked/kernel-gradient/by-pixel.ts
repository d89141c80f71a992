// For kernels of one pixel: dyᵀ · x over the pixels of the whole batch, with channels innermost,
// which blocks become at the cost of a copy.

import { int } from '../../../attributes.js';
import { sizeOf } from '../../../../../graph/value.js';
import type { BlockedWay } from './way.js';

export const byPixel: BlockedWay = (op, to, { batch, input, output, inputMap }) => {
  const pixels = batch * sizeOf(inputMap);
  const x = to.reshape(to.outside(op.inputs.x), [pixels, input]);
  const dy = to.reshape(to.outside(op.inputs.dy), [pixels, output]);
  const dkernel = to.node('Gemm', [dy, x], { transA: int(1) });
  to.bind(op.outputs.dkernel, to.reshape(dkernel, to.dims(op.outputs.dkernel)));
};
