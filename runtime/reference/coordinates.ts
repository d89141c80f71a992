// Where a number stands in an array: an index for each axis, outermost first.

import type { Shape } from '../../compiler/graph/value.js';

/** The place of the number at a row-major index. */
export function placeOf(index: number, shape: Shape): number[] {
  const place: number[] = [];
  let rest = index;
  for (const size of shape.toReversed()) {
    place.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return place;
}

/** The row-major index of a place; undefined where that lies outside. */
export function indexOf(place: readonly number[], shape: Shape): number | undefined {
  if (place.some((at, axis) => at < 0 || at >= shape[axis])) return undefined;
  return place.reduce((index, at, axis) => index * shape[axis] + at, 0);
}
