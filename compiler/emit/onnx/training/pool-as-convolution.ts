// The windows of a pool, as those of a convolution whose transposition gives the pool's gradient.

import type { PoolGeometry, TransposedGeometry } from '../../../graph/ops.js';
import { poolPads } from '../windows.js';

/** For maps of these sizes. Pixels at the end that no window reached still have a place, with gradient 0. */
export function poolAsConvolution(
  geometry: PoolGeometry,
  input: readonly number[],
  output: readonly number[],
): TransposedGeometry {
  const { window, strides } = geometry;
  const { before, after } = poolPads(geometry);
  return {
    window,
    strides,
    padding: before.map((size, axis) => ({ before: size, after: after[axis] })),
    dilations: window.map(() => 1),
    groups: 1,
    outputPadding: input.map((size, axis) => {
      const reached = (output[axis] - 1) * strides[axis] + window[axis];
      return size + before[axis] + after[axis] - reached;
    }),
  };
}
