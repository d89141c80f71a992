// The windows of convolutions and pools, written shortly: how far they reach, and the sizes of the
// maps that they leave.

import type {
  ConvolutionGeometry,
  Padding,
  PoolGeometry,
  TransposedGeometry,
} from '../../compiler/graph/ops.js';
import type { Shape } from '../../compiler/graph/value.js';

/** One for all axes, or one an axis. */
export type PerAxis = number | readonly number[];

export type Sides = readonly [before: number, after: number];

export interface WindowChoice {
  readonly window: PerAxis;
  readonly stride?: PerAxis;
  /** Both sides of all axes, or `same`, or before and after of all axes, or those of each axis. */
  readonly pad?: number | 'same' | Sides | readonly Sides[];
}

export interface KernelChoice extends WindowChoice {
  readonly dilation?: PerAxis;
  readonly groups?: number;
}

export interface TransposedChoice extends KernelChoice {
  readonly outputPadding?: PerAxis;
}

export interface PoolChoice extends WindowChoice {
  /** Rounds sizes up. */
  readonly ceil?: boolean;
  readonly includePadding?: boolean;
}

interface Windows<Geometry> {
  readonly geometry: Geometry;
  /** What is left of each axis. */
  readonly size: Shape;
}

export function kernelWindows(choice: KernelChoice, map: Shape): Windows<ConvolutionGeometry> {
  const window = perAxis(choice.window, map);
  const strides = perAxis(choice.stride ?? 1, map);
  const dilations = perAxis(choice.dilation ?? 1, map);
  const extent = window.map((size, axis) => dilations[axis] * (size - 1) + 1);
  const padding = paddingOf(choice.pad ?? 0, map, extent, strides);
  const size = map.map((length, axis) => {
    const { before, after } = padding[axis];
    return Math.floor((length + before + after - extent[axis]) / strides[axis]) + 1;
  });
  return { geometry: { window, strides, padding, dilations, groups: choice.groups ?? 1 }, size };
}

/** `same` is that of a map with stride times the size. */
export function transposedWindows(choice: TransposedChoice, map: Shape): Windows<TransposedGeometry> {
  const strides = perAxis(choice.stride ?? 1, map);
  const large = map.map((length, axis) => length * strides[axis]);
  const { geometry } = kernelWindows(choice, large);
  const outputPadding = perAxis(choice.outputPadding ?? 0, map);
  const size = map.map((length, axis) => {
    const { before, after } = geometry.padding[axis];
    const extent = geometry.dilations[axis] * (geometry.window[axis] - 1) + 1;
    return (length - 1) * strides[axis] + extent - before - after + outputPadding[axis];
  });
  return { geometry: { ...geometry, outputPadding }, size };
}

/** Edges as a choice of padding states them, except `same`. */
export function edgesOf(pad: number | Sides | readonly Sides[], map: Shape): Padding[] {
  const ones = map.map(() => 1);
  return paddingOf(pad, map, ones, ones);
}

export function poolWindows(choice: PoolChoice, map: Shape): Windows<PoolGeometry> {
  const window = perAxis(choice.window, map);
  const strides = perAxis(choice.stride ?? choice.window, map);
  const padding = paddingOf(choice.pad ?? 0, map, window, strides);
  const extension: number[] = [];
  const size = map.map((length, axis) => {
    const { before, after } = padding[axis];
    const rest = length + before + after - window[axis];
    const up = Math.ceil(rest / strides[axis]);
    // No window starts beyond the map.
    const fits = choice.ceil && up * strides[axis] < length + before;
    const steps = fits ? up : Math.floor(rest / strides[axis]);
    extension.push(Math.max(0, steps * strides[axis] - rest));
    return steps + 1;
  });
  return { geometry: { window, strides, padding, extension }, size };
}

export function perAxis(value: PerAxis, map: Shape): readonly number[] {
  return typeof value === 'number' ? map.map(() => value) : value;
}

function paddingOf(
  pad: NonNullable<WindowChoice['pad']>,
  map: Shape,
  extent: readonly number[],
  strides: readonly number[],
): Padding[] {
  return map.map((length, axis) => {
    if (pad === 'same') return samePadding(length, extent[axis], strides[axis]);
    const [before, after] = sidesOf(pad, axis);
    return { before, after };
  });
}

/** As many places as strides fit into the map, with the odd pixel behind it. */
function samePadding(length: number, extent: number, stride: number): Padding {
  const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + extent - length);
  const before = Math.floor(total / 2);
  return { before, after: total - before };
}

function sidesOf(pad: number | Sides | readonly Sides[], axis: number): Sides {
  if (typeof pad === 'number') return [pad, pad];
  return isForAllAxes(pad) ? pad : pad[axis];
}

function isForAllAxes(pad: Sides | readonly Sides[]): pad is Sides {
  return typeof pad[0] === 'number';
}
