// How far two results lie apart.

import type { Weights } from '../../runtime/tensor.js';

/** max |a − b| / max |b| */
export function relativeDifference(a: Float32Array, b: Float32Array, scale = largest(b)): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  // A NaN must not pass for a small difference.
  for (let i = 0; i < a.length; i++) if (!(Math.abs(a[i] - b[i]) <= most)) most = Math.abs(a[i] - b[i]);
  return most === 0 ? 0 : most / scale;
}

/**
 * The largest relative difference of any tensor. A tensor of which little is left but rounding,
 * such as the gradient of a bias before a normalisation, counts by a tenth of the largest tensor.
 */
export function weightsDifference(a: Weights, b: Weights): number {
  const floor = Math.max(...[...b.values()].map(({ data }) => largest(data))) / 10;
  const differences = [...b].map(([name, { data }]) => {
    return relativeDifference(a.get(name)?.data ?? new Float32Array(0), data, Math.max(largest(data), floor));
  });
  return Math.max(0, ...differences);
}

function largest(data: Float32Array): number {
  return data.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}
