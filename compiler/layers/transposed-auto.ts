// `pad auto` of transposed convolutions: what must be cut off, or added, to make what the line claims.

import { minus } from '../shapes/window.js';
import {
  coveredSize,
  transposedFormula,
  transposedOutputSize,
  type TransposedAxis,
} from '../shapes/transposed.js';
import type { UnpaddedAxis } from '../shapes/window.js';
import { theWindow } from './axis-names.js';
import { claimedMap, refuseClaim } from './claimed-map.js';
import type { Call } from './definition.js';
import { edgeFor, transposedFor } from './transposed-remedies.js';
import { onAll } from './window-remedies.js';

/** Axes claimed as `_` lose nothing. Reports where there is no claim, or no padding for it. */
export function solvedEdges(
  call: Call,
  axes: readonly UnpaddedAxis[],
): readonly TransposedAxis[] | undefined {
  const claimed = claimedMap(
    call,
    axes.map(({ size, stride }) => size * stride),
  );
  if (claimed === undefined) return undefined;
  const found = axes.map((axis, i) => {
    const edge = edgeFor(axis, claimed[i] ?? coveredSize(axis));
    return edge && { ...axis, ...edge };
  });
  if (!found.includes(undefined)) return found as TransposedAxis[];
  const bare = axes.map((axis) => ({ ...axis, padding: { before: 0, after: 0 }, outputPadding: 0 }));
  const wanted = claimed.map((size, i) => size ?? coveredSize(axes[i]));
  return refuseClaim(call, {
    claimed,
    possible: axes.map((axis) => ({ least: 1, most: coveredSize(axis) + axis.stride - 1 })),
    means: means(axes),
    arithmetic: (axis) => arithmetic(bare[axis]),
    candidates: transposedFor(call, bare, wanted),
  });
}

function means(axes: readonly UnpaddedAxis[]): string {
  const window = theWindow(
    'kernel',
    axes.map(({ kernel }) => kernel),
  );
  return `with ${window} and stride ${onAll(axes.map(({ stride }) => stride))}`;
}

function arithmetic(axis: TransposedAxis): string[] {
  const added = axis.stride - 1;
  const most = { ...axis, outputPadding: added };
  const bare = `${transposedFormula(axis, transposedOutputSize(axis))} with nothing cut off`;
  if (added === 0) return [bare, 'output-pad stays below the stride, so there is none to add'];
  return [
    bare,
    `${minus(transposedOutputSize(most))} with ${added} of output-pad, which stays below the stride`,
  ];
}
