// The arithmetic of windows that ONNX' operators leave to the model: pads as they want them, and
// how many pixels an average counts.

import type { ConvolutionGeometry, PoolGeometry, WindowGeometry } from '../../graph/ops.js';
import { ints, type Attributes } from './attributes.js';
import { range } from './layout.js';

/** Pixels around each spatial axis, before and after. */
export interface Pads {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export function paddingOf(geometry: WindowGeometry): Pads {
  return {
    before: geometry.padding.map((padding) => padding.before),
    after: geometry.padding.map((padding) => padding.after),
  };
}

/** A pool's pads; what ceil rounding adds counts as padding after the map. */
export function poolPads(geometry: PoolGeometry): Pads {
  const { before, after } = paddingOf(geometry);
  return { before, after: after.map((size, axis) => size + geometry.extension[axis]) };
}

/** `pads` as an attribute: all befores, then all afters. */
export function padsAttribute(pads: Pads): Attributes {
  return { pads: ints([...pads.before, ...pads.after]) };
}

export function windowAttributes(geometry: WindowGeometry): Attributes {
  return { kernel_shape: ints(geometry.window), strides: ints(geometry.strides) };
}

/** d(k − 1) + 1 along each axis */
export function effectiveWindow(geometry: ConvolutionGeometry): number[] {
  return geometry.window.map((size, axis) => geometry.dilations[axis] * (size - 1) + 1);
}

export function isEverywhere(values: readonly number[], value: number): boolean {
  return values.every((each) => each === value);
}

/** ONNX Runtime refuses a pool whose pads reach the size of its window. */
export function padsFitPool(geometry: PoolGeometry): boolean {
  const { before, after } = poolPads(geometry);
  return geometry.window.every((size, axis) => before[axis] < size && after[axis] < size);
}

/**
 * How many pixels each window of an average pool counts, row-major over the output `sizes`, for
 * a map of `input` pixels: those of the map or, with `includePadding`, of map and padding.
 */
export function countedPixels(
  geometry: PoolGeometry,
  input: readonly number[],
  output: readonly number[],
  includePadding: boolean,
): Float32Array {
  let counts: number[] = [1];
  for (const axis of range(output.length)) {
    const along = range(output[axis]).map((i) =>
      countedAlong(geometry, axis, i, input[axis], includePadding),
    );
    counts = counts.flatMap((count) => along.map((more) => count * more));
  }
  return Float32Array.from(counts);
}

function countedAlong(
  geometry: PoolGeometry,
  axis: number,
  index: number,
  size: number,
  includePadding: boolean,
): number {
  const { before, after } = geometry.padding[axis];
  const start = index * geometry.strides[axis] - before;
  const first = includePadding ? -before : 0;
  const end = includePadding ? size + after : size;
  return Math.max(0, Math.min(start + geometry.window[axis], end) - Math.max(start, first));
}
