// Central finite differences, (f(x + h) − f(x − h)) / 2h: what every gradient is held against.

import type { NumberArray } from '../../../runtime/reference/index.js';

/** Small enough for the third derivative to vanish, large enough for float64 to see the difference. */
const STEP = 1e-5;

/** Where the whole gradient is smaller, differences of it are rounding: they count against this. */
export const negligible = 1e-3;

/** The gradient of `value` by each element of `x`, which it may read and which is put back. */
export function finiteDifferences(x: NumberArray, value: () => number): Float64Array {
  return x.data.map((kept, i) => {
    x.data[i] = kept + STEP;
    const above = value();
    x.data[i] = kept - STEP;
    const below = value();
    x.data[i] = kept;
    return (above - below) / (2 * STEP);
  });
}
