// Zeros around a map, and maps without their edges.

import type { Padding } from '../../compiler/graph/ops.js';
import { generate, zeros, type NumberArray } from './array.js';
import { indexOf, placeOf } from './coordinates.js';

/** x is [batch, ...map, channels], padding an entry an axis of the map. */
export function zeroPad(x: NumberArray, padding: readonly Padding[]): NumberArray {
  return moved(x, padding, 1);
}

export function crop(x: NumberArray, edges: readonly Padding[]): NumberArray {
  return moved(x, edges, -1);
}

/** Each axis of the map grows or shrinks by its edges; what lies outside x is 0. */
function moved(x: NumberArray, edges: readonly Padding[], sign: 1 | -1): NumberArray {
  const none: Padding = { before: 0, after: 0 };
  const all = [none, ...edges, none];
  const y = zeros(x.shape.map((size, axis) => size + sign * (all[axis].before + all[axis].after)));
  return generate(y, (i) => {
    const place = placeOf(i, y.shape).map((at, axis) => at - sign * all[axis].before);
    const from = indexOf(place, x.shape);
    return from === undefined ? 0 : x.data[from];
  });
}
