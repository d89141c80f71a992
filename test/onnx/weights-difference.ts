// How far two sets of weights lie apart.

import type { Weights } from '../../runtime/tensor.js';
import { relativeDifference } from '../support/relative-difference.js';

/**
 * The largest relative difference of any tensor. A tensor of which little is left but rounding,
 * such as the gradient of a bias before a normalisation, counts by a tenth of the largest tensor.
 */
export function weightsDifference(a: Weights, b: Weights): number {
  const least = Math.max(...[...b.values()].map(({ data }) => largest(data))) / 10;
  const differences = [...b].map(([name, { data }]) => {
    return relativeDifference(a.get(name)?.data ?? new Float32Array(0), data, least);
  });
  return Math.max(0, ...differences);
}

function largest(data: Float32Array): number {
  return data.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}
