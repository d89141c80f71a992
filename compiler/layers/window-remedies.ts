// Other paddings, strides and windows with which a layer makes a wanted map, from the exact solver.

import type { Padding } from '../graph/ops.js';
import { autoPadding } from '../shapes/auto-padding.js';
import { nearest, type Interval } from '../shapes/interval.js';
import { solveKernel, solveStride, type WindowEquation } from '../shapes/solve.js';
import { sameOutput, sameStrides } from '../shapes/solve-same.js';
import { written } from '../shapes/shape.js';
import type { AxisWindow, UnpaddedAxis } from '../shapes/window.js';
import type { Call, Remedy } from './definition.js';
import { tried, triedBoth } from './tried.js';
import type { WindowWish } from './window-wish.js';

/**
 * Paddings where they suffice, `same` first; else another stride, another window, or another stride
 * with `same`.
 */
export function windowsFor(
  call: Call,
  wish: WindowWish,
  axes: readonly AxisWindow[],
  target: readonly number[],
): Remedy[] {
  if (target.length !== axes.length) return [];
  const paddings = paddingsFor(call, axes, target);
  if (paddings.length > 0) return paddings;
  return [
    ...stridesFor(call, wish, axes, target),
    ...kernelsFor(call, wish, axes, target),
    ...(wish.padding.kind === 'same' ? [] : stridesOfSame(call, axes, target, 'same')),
  ];
}

function paddingsFor(call: Call, axes: readonly AxisWindow[], target: readonly number[]): Remedy[] {
  const paddings = axes.map((axis, i) => autoPadding(axis, target[i]));
  if (paddings.includes(undefined)) return [];
  const same = axes.every(({ size, stride }, i) => sameOutput(size, stride) === target[i]);
  const exact = tried(call, 'pad', `pad ${writtenPadding(paddings as Padding[])}`);
  return same ? [tried(call, 'pad', 'same'), exact] : [exact];
}

/** `1`, `0..1`, `1x2`, `0..1x2`: one part where it serves every axis. */
export function writtenPadding(paddings: readonly Padding[]): string {
  const parts = paddings.map(({ before, after }) => (before === after ? `${before}` : `${before}..${after}`));
  return parts.every((part) => part === parts[0]) ? parts[0] : parts.join('x');
}

/** Strides that do it with the padding as it is. */
function stridesFor(
  call: Call,
  wish: WindowWish,
  axes: readonly AxisWindow[],
  target: readonly number[],
): Remedy[] {
  const isSame = wish.padding.kind === 'same';
  const steps = nearestOnAll(
    axes.map((axis, i) =>
      isSame ? sameStrides(axis.size, target[i]) : solveStride(equation(axis, target[i])),
    ),
    axes.map(({ stride }) => stride),
  );
  return steps ? [tried(call, 'stride', `stride ${onAll(steps)}`)] : [];
}

/** Strides that make these sizes, undefined for any, of a map padded as `same` pads it; in these words. */
export function stridesOfSame(
  call: Call,
  axes: readonly UnpaddedAxis[],
  target: readonly (number | undefined)[],
  padding: 'same' | 'pad auto',
): Remedy[] {
  const steps = nearestOnAll(
    axes.map(({ size, stride }, i) => {
      const wanted = target[i];
      return wanted === undefined ? { least: stride, most: stride } : sameStrides(size, wanted);
    }),
    axes.map(({ stride }) => stride),
  );
  if (steps === undefined) return [];
  const words = `stride ${onAll(steps)}`;
  return padding === 'same'
    ? [triedBoth(call, ['stride', words], ['pad', 'same'])]
    : [tried(call, 'stride', words)];
}

/** That of AlexNet: nobody means more by mistake. */
const largestUsual = 11;

/** Windows of 2 or more: one of 1 sees no neighbours, and is another layer. */
function kernelsFor(
  call: Call,
  wish: WindowWish,
  axes: readonly AxisWindow[],
  target: readonly number[],
): Remedy[] {
  // Windows that tile stride by their size: another size would be another stride too.
  if (wish.padding.kind === 'same' || (wish.noun === 'window' && !call.isWritten('stride'))) return [];
  const sizes = nearestOnAll(
    axes.map((axis, i) => solveKernel(equation(axis, target[i]))),
    axes.map(({ kernel }) => kernel),
  );
  if (sizes === undefined || sizes.every((size) => size === 1)) return [];
  const isUsual = sizes.every((size, i) => size <= Math.max(largestUsual, axes[i].kernel));
  return isUsual ? [resized(call, wish.noun, sizes)] : [];
}

/** Another window; a lone number says too little. */
export function resized(call: Call, noun: string, sizes: readonly number[]): Remedy {
  const text = written(sizes);
  return tried(call, noun, text, sizes.length === 1 ? `a ${noun} of ${text}` : `\`${text}\``);
}

function equation(axis: AxisWindow, output: number): WindowEquation {
  return { ...axis, padding: axis.padding.before + axis.padding.after, output };
}

/** Of each interval the number nearest to what is written, one for all axes where one serves all. */
function nearestOnAll(
  intervals: readonly (Interval | undefined)[],
  now: readonly number[],
): readonly number[] | undefined {
  if (intervals.includes(undefined)) return undefined;
  const known = intervals as Interval[];
  const common = {
    least: Math.max(...known.map(({ least }) => least)),
    most: Math.min(...known.map(({ most }) => most)),
  };
  const square = now.every((size) => size === now[0]);
  if (square && common.least <= common.most) return now.map((size) => nearest(common, size));
  return known.map((range, i) => nearest(range, now[i]));
}

/** `2`, or `2x1` where the axes differ. */
export function onAll(sizes: readonly number[]): string {
  return sizes.every((size) => size === sizes[0]) ? `${sizes[0]}` : written(sizes);
}
