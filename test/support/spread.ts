// Numbers that keep away from kinks and ties.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { Random } from '../../runtime/random.js';
import type { NumberArray } from '../../runtime/reference/index.js';

/**
 * Numbers spread evenly over (−reach, reach) in random order: no two are closer than
 * 2·reach / size, so that a maximum has no ties, and none is nearer to 0 than a fifth of that.
 */
export function spreadOf(shape: Shape, seed: number, reach = 2): NumberArray {
  const size = sizeOf(shape);
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  new Random(seed, 'spread', shape.join('x')).shuffle(order);
  return { shape, data: Float64Array.from(order, (i) => (2 * reach * (i + 0.3)) / size - reach) };
}
