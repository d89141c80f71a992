// Normal numbers at two a draw: noise takes one a value, more than all else that is drawn.

import { erf } from '../../reference/erf.js';
import type { Random } from '../../random.js';

const bits = 12;
const count = 2 ** bits;

/** x of which this share of a normal distribution lies below, ½ (1 + erf(x / √2)), by Newton's method. */
function quantile(share: number, start: number): number {
  let x = start;
  for (let round = 0; round < 8; round++) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    x -= (0.5 * (1 + erf(x / Math.SQRT2)) - share) / density;
  }
  return x;
}

/** The middles of equally likely slices, upwards; the outermost are ±3.67. */
function makeQuantiles(): Float32Array {
  const quantiles = new Float32Array(count);
  let last = 0;
  for (let slice = count / 2; slice < count; slice++) {
    last = quantile((slice + 0.5) / count, last);
    quantiles[slice] = last;
    quantiles[count - 1 - slice] = -last;
  }
  return quantiles;
}

let quantiles: Float32Array | undefined;

/** Adds normal numbers of this deviation to the values from `from` to `end`. */
export function addNormal(
  values: Float32Array,
  from: number,
  end: number,
  deviation: number,
  random: Random,
): void {
  const normal = (quantiles ??= makeQuantiles());
  for (let i = from; i < end; i += 2) {
    const draw = random.next();
    values[i] += deviation * normal[draw >>> (32 - bits)];
    if (i + 1 < end) values[i + 1] += deviation * normal[(draw >>> (32 - 2 * bits)) & (count - 1)];
  }
}
