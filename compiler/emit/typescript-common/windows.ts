// Geometry of windows, in the terms of tfjs: which paddings its words `valid` and `same` mean, and
// how sizes and pads are written as options.

import type { Padding, WindowGeometry } from '../../graph/ops.js';
import type { Shape } from '../../graph/value.js';
import type { LiteralValue } from './literal.js';

/** One number where all agree, as tfjs allows, else all of them. */
export function brief(sizes: readonly number[]): LiteralValue {
  return sizes.every((size) => size === sizes[0]) ? sizes[0] : sizes;
}

export function isPadded(padding: readonly Padding[]): boolean {
  return padding.some(({ before, after }) => before > 0 || after > 0);
}

/** Before and after, of each axis. */
export function paddingPairs(padding: readonly Padding[]): number[][] {
  return padding.map(({ before, after }) => [before, after]);
}

/** One number where all sides agree, as tfjs allows, else a pair an axis. */
export function briefPairs(padding: readonly Padding[]): LiteralValue {
  const [first] = padding;
  const alike = padding.every(({ before, after }) => before === first.before && after === first.before);
  return alike ? first.before : paddingPairs(padding);
}

/**
 * Whether tfjs pads just so for `same`: ⌈N/s⌉ windows, the odd pixel after. In space it takes a
 * window that is less than what is left of a stride for negative padding, and shifts all windows.
 */
export function isSame({ padding, window, strides }: WindowGeometry, map: Shape): boolean {
  return padding.every(({ before, after }, axis) => {
    const windows = Math.ceil(map[axis] / strides[axis]);
    const total = (windows - 1) * strides[axis] + window[axis] - map[axis];
    if (total < 0) return window.length < 3 && before === 0 && after === 0;
    return before === Math.floor(total / 2) && after === total - before;
  });
}
