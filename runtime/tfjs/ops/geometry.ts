// Geometries of windows, as the kernels of TensorFlow.js want them.

import type { ConvolutionGeometry, Padding } from '../../../compiler/graph/ops.js';

/** An axis more, in front, of which there is a single pixel: maps of one axis become rows. */
export function asRows(geometry: ConvolutionGeometry): ConvolutionGeometry {
  const { window, strides, padding, dilations, groups } = geometry;
  const none: Padding = { before: 0, after: 0 };
  // A stride over a single pixel changes nothing, and some kernels want both to be equal.
  return {
    window: [1, ...window],
    strides: [strides[0], ...strides],
    padding: [none, ...padding],
    dilations: [dilations[0], ...dilations],
    groups,
  };
}

/** The geometry of the axes from `first` on. */
export function axesFrom(geometry: ConvolutionGeometry, first: number): ConvolutionGeometry {
  const { window, strides, padding, dilations, groups } = geometry;
  return {
    window: window.slice(first),
    strides: strides.slice(first),
    padding: padding.slice(first),
    dilations: dilations.slice(first),
    groups,
  };
}

type ExplicitPadding = [[number, number], [number, number], [number, number], [number, number]];

/** The padding of a map of two axes. */
export function paddingOf(padding: readonly Padding[]): 'valid' | ExplicitPadding {
  const [rows, columns] = padding.map(({ before, after }): [number, number] => [before, after]);
  if (rows[0] + rows[1] + columns[0] + columns[1] === 0) return 'valid';
  return [[0, 0], rows, columns, [0, 0]];
}

export function pair([rows, columns]: readonly number[]): [number, number] {
  return [rows, columns];
}

/** How many windows stand on an axis of this size. */
export function windowCount(size: number, geometry: ConvolutionGeometry, axis: number): number {
  const { window, strides, padding, dilations } = geometry;
  const { before, after } = padding[axis];
  const reach = dilations[axis] * (window[axis] - 1) + 1;
  return Math.floor((before + size + after - reach) / strides[axis]) + 1;
}
