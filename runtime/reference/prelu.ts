// Prelu (He et al. 2015): a leaky relu whose slope, one a channel, is learned.

import { channelsOf, generate, sumOverPixels, type NumberArray } from './array.js';

/** max(x, 0) + slope · min(x, 0). */
export function prelu(x: NumberArray, slope: NumberArray): NumberArray {
  const channels = channelsOf(x);
  return generate(x, (i) => (x.data[i] > 0 ? x.data[i] : slope.data[i % channels] * x.data[i]));
}

export interface PreluGradients {
  readonly dx: NumberArray;
  readonly dslope: NumberArray;
}

export function preluGradient(x: NumberArray, slope: NumberArray, dy: NumberArray): PreluGradients {
  const channels = channelsOf(x);
  const dx = generate(x, (i) => (x.data[i] > 0 ? 1 : slope.data[i % channels]) * dy.data[i]);
  const dslope = sumOverPixels(dy, (i) => Math.min(x.data[i], 0) * dy.data[i]);
  return { dx, dslope };
}
