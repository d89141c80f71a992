// Sums over the batch and the map, one a channel.

import { sizeOf, type ValueId } from '../../../graph/value.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

/**
 * The sum of `x`, which has the axes of the value `like`, over all but its channels. ONNX Runtime
 * sums the innermost axis, then the outermost, faster than both at once.
 */
export function sumOverMap(to: Lowering, x: Name, like: ValueId): Name {
  const [batch, channels, ...map] = to.dims(like);
  if (map.length === 0) return to.reduceSum(x, [0], false);
  const flat = to.reshape(x, [batch, channels, sizeOf(map)]);
  return to.reduceSum(to.reduceSum(flat, [2], false), [0], false);
}

/** How many numbers `sumOverMap` adds for each channel. */
export function countOverMap(to: Lowering, like: ValueId): number {
  const [batch, , ...map] = to.dims(like);
  return batch * sizeOf(map);
}
