// Average pools in blocks, and their gradient where windows tile the map.

import type { OpOf, PoolGeometry } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import { sizeOf } from '../../../../graph/value.js';
import { int, ints } from '../../attributes.js';
import { lowerAveragePool } from '../../forward/pools.js';
import { lowerAveragePoolGradient } from '../pools.js';
import type { BlockedLowering } from './blocked-lowering.js';

export function lowerBlockedAveragePool(op: OpOf<'average-pool'>, to: BlockedLowering): void {
  const { x } = op.inputs;
  const { y } = op.outputs;
  if (!to.isBlocked(x) || !tiles(op.geometry, to.dims(x), to.dims(y))) return lowerAveragePool(op, to);
  const { window } = op.geometry;
  const mean = to.blockNode('AveragePool', [to.blocked(x)], {
    kernel_shape: ints(window),
    pads: ints([0, 0, 0, 0]),
    strides: ints(window),
    dilations: ints([1, 1]),
    count_include_pad: int(0),
  });
  to.bindBlocked(y, mean);
}

type AveragePoolGradient = OpOf<'average-pool-gradient', TrainingOp>;

/** Each number is repeated over its window by broadcasting. */
export function lowerBlockedAveragePoolGradient(op: AveragePoolGradient, to: BlockedLowering): void {
  const { dy } = op.inputs;
  const { dx } = op.outputs;
  if (!to.isBlocked(dy) || !tiles(op.geometry, to.dims(dx), to.dims(dy)))
    return lowerAveragePoolGradient(op, to);
  const { block } = to;
  const { window } = op.geometry;
  const [batch, channels, rows, columns] = to.blockedDims(dy);
  const share = to.multiply(to.blocked(dy), to.scalar(1 / sizeOf(window)));
  const planes = (batch * channels) / block;
  const small = to.reshape(share, [planes * rows, 1, columns, 1, block]);
  const large = to.integers([planes * rows, window[0], columns, window[1], block]);
  to.bindBlocked(dx, to.reshape(to.node('Expand', [small, large]), to.blockedDims(dx)));
}

/** Windows lie side by side, and fill the map. */
function tiles(
  { window, strides, padding, extension }: PoolGeometry,
  large: number[],
  small: number[],
): boolean {
  if (window.length !== 2) return false;
  return window.every((size, axis) => {
    const { before, after } = padding[axis];
    const fills = large[axis + 2] === small[axis + 2] * size;
    const isPlain = before + after + extension[axis] === 0;
    return fills && isPlain && (strides[axis] === size || small[axis + 2] === 1);
  });
}
