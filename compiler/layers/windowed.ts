// What convolutions and pools share: from what is written to the geometry of a window on a map.

import type { ConvolutionGeometry, Padding } from '../graph/ops.js';
import {
  ceilOutputSize,
  extensionOf,
  outputSize,
  samePadding,
  windowFormula,
  type AxisWindow,
  type UnpaddedAxis,
} from '../shapes/window.js';
import { isFlat } from '../shapes/shape.js';
import { solvedPadding } from './auto-padding.js';
import type { Call, Remedy } from './definition.js';
import { refuseFlat } from './flat-input.js';
import { perAxis } from './per-axis.js';
import { refuseSize } from './window-misfit.js';
import { windowsFor } from './window-remedies.js';
import { unpaddedAxes, type WindowWish } from './window-wish.js';

export interface PlacedWindow {
  /** The output's spatial sizes. */
  readonly output: readonly number[];
  readonly geometry: Omit<ConvolutionGeometry, 'groups'>;
  /** How far ceil rounding reaches beyond the padded map, an entry an axis. */
  readonly extension: readonly number[];
  readonly explain: () => string[];
  readonly reach: (target: readonly number[]) => Remedy[];
}

/** Puts a window on the map that arrives; reports where that cannot be. */
export function placeWindow(call: Call, wish: WindowWish): PlacedWindow | undefined {
  if (isFlat(call.input.shape)) return refuseFlat(call, 'slides a window over a feature map');
  const bare = unpaddedAxes(call, wish);
  if (bare === undefined) return undefined;
  const paddings = paddingOn(call, wish, bare);
  if (paddings === undefined) return undefined;
  const axes = bare.map(({ size, kernel, stride, dilation }, i): AxisWindow => {
    return { size, kernel, stride, dilation, padding: paddings[i] };
  });
  const output = axes.map((axis) => (wish.ceil ? ceilOutputSize(axis) : outputSize(axis)));
  if (output.some((size) => size < 1)) return refuseSize(call, wish, axes, output);
  return {
    output,
    geometry: geometryOf(axes),
    extension: axes.map((axis, i) => (wish.ceil ? extensionOf(axis, output[i]) : 0)),
    explain: () => axes.map((axis, i) => windowFormula(axis, output[i], wish.ceil)),
    reach: (target) => windowsFor(call, wish, axes, target),
  };
}

function paddingOn(
  call: Call,
  wish: WindowWish,
  axes: readonly UnpaddedAxis[],
): readonly Padding[] | undefined {
  const { padding: rule } = wish;
  if (rule.kind === 'explicit') return perAxis(call, 'pad', rule.axes, axes.length);
  if (rule.kind === 'valid') return axes.map(() => ({ before: 0, after: 0 }));
  if (rule.kind === 'auto') return solvedPadding(call, wish, axes);
  return axes.map(({ size, kernel, stride, dilation }) => samePadding(size, kernel, stride, dilation));
}

/** Windows, strides, dilations and padding, an entry an axis. */
export function geometryOf(axes: readonly AxisWindow[]): Omit<ConvolutionGeometry, 'groups'> {
  return {
    window: axes.map(({ kernel }) => kernel),
    strides: axes.map(({ stride }) => stride),
    dilations: axes.map(({ dilation }) => dilation),
    padding: axes.map((axis) => axis.padding),
  };
}
