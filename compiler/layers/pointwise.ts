// Convolutions with a kernel of one pixel, which mix channels and, with strides, leave pixels out.

import type { ConvolutionGeometry } from '../graph/ops.js';

export function pointwiseGeometry(strides: readonly number[]): ConvolutionGeometry {
  const ones = strides.map(() => 1);
  const padding = strides.map(() => ({ before: 0, after: 0 }));
  return { window: ones, strides, padding, dilations: ones, groups: 1 };
}
