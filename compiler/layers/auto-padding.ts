// `pad auto` of windows: the least padding that makes what the line claims.

import type { Padding } from '../graph/ops.js';
import { autoPadding, fullPadding, paddedOutputs, splitPadding } from '../shapes/auto-padding.js';
import { sameOutput } from '../shapes/solve-same.js';
import { outputSize, windowFormula, type UnpaddedAxis } from '../shapes/window.js';
import { theWindow } from './axis-names.js';
import { claimedMap, refuseClaim } from './claimed-map.js';
import type { Call } from './definition.js';
import { without } from './tried.js';
import { onAll, stridesOfSame } from './window-remedies.js';
import type { WindowWish } from './window-wish.js';

const none: Padding = { before: 0, after: 0 };

/** Axes claimed as `_` are not padded. Reports where there is no claim, or no padding for it. */
export function solvedPadding(
  call: Call,
  wish: WindowWish,
  axes: readonly UnpaddedAxis[],
): readonly Padding[] | undefined {
  if (wish.ceil) return refuseCeil(call);
  const usual = axes.map(({ size, stride }) => sameOutput(size, stride));
  const claimed = claimedMap(call, usual);
  if (claimed === undefined) return undefined;
  const paddings = axes.map((axis, i) => (claimed[i] === undefined ? none : autoPadding(axis, claimed[i])));
  if (!paddings.includes(undefined)) return paddings as Padding[];
  return refuseClaim(call, {
    claimed,
    possible: axes.map(paddedOutputs),
    means: means(wish, axes),
    arithmetic: (axis) => arithmetic(axes[axis]),
    candidates: stridesOfSame(call, axes, claimed, 'pad auto'),
  });
}

function means({ noun }: WindowWish, axes: readonly UnpaddedAxis[]): string {
  const window = theWindow(
    noun,
    axes.map(({ kernel }) => kernel),
  );
  const strides = axes.map(({ stride }) => stride);
  return strides.every((stride) => stride === 1)
    ? `with ${window}`
    : `with ${window} and stride ${onAll(strides)}`;
}

function arithmetic(axis: UnpaddedAxis): string[] {
  const bare = { ...axis, padding: none };
  const full = { ...axis, padding: splitPadding(fullPadding(axis)) };
  const least = `${windowFormula(bare, outputSize(bare))} without padding`;
  if (fullPadding(axis) === 0) return [least, 'a window of 1 takes no padding: it would see nothing else'];
  const most = `${windowFormula(full, outputSize(full))} with all that leaves each window a pixel to see`;
  return [least, most];
}

function refuseCeil(call: Call): undefined {
  call.report({
    code: 'CNN205',
    span: call.spanOf('ceil'),
    message: '`pad auto` finds the padding that fits, which leaves `ceil` nothing to round up',
    help: 'take one of the two out',
    candidates: [without(call, 'ceil', 'take `ceil` out')],
  });
  return undefined;
}
