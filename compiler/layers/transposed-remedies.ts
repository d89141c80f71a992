// Other paddings, strides and kernels with which a transposed convolution makes a wanted map.

import {
  coveredSize,
  transposedAutoEdge,
  type TransposedAxis,
  type TransposedEdge,
} from '../shapes/transposed.js';
import { reach, type UnpaddedAxis } from '../shapes/window.js';
import type { Call, Remedy } from './definition.js';
import { tried, triedBoth } from './tried.js';
import { onAll, resized, writtenPadding } from './window-remedies.js';

/** `same` where that does it, else padding and output-pad; where no padding does, another stride or kernel. */
export function transposedFor(
  call: Call,
  axes: readonly TransposedAxis[],
  target: readonly number[],
): Remedy[] {
  if (target.length !== axes.length) return [];
  const same = axes.every(({ size, stride }, i) => size * stride === target[i]);
  const edges = axes.map((axis, i) => sensible(axis, edgeFor(axis, target[i])));
  if (edges.includes(undefined))
    return [...stridesFor(call, axes, target), ...kernelsFor(call, axes, target)];
  const exact = edged(call, edges as TransposedEdge[]);
  return same && !call.isWritten('output-pad') ? [tried(call, 'pad', 'same'), exact] : [exact];
}

/** What to cut off or to add for this output; undefined where the stride leaves no room to add so much. */
export function edgeFor(axis: UnpaddedAxis, output: number): TransposedEdge | undefined {
  const edge = transposedAutoEdge(axis, output);
  return edge && edge.outputPadding < axis.stride ? edge : undefined;
}

/** Padding of whole kernels would throw away what the pixels at the edges make. */
function sensible(axis: UnpaddedAxis, edge: TransposedEdge | undefined): TransposedEdge | undefined {
  return edge && edge.padding.after < reach(axis.kernel, axis.dilation) ? edge : undefined;
}

function edged(call: Call, edges: readonly TransposedEdge[]): Remedy {
  const pad = `pad ${writtenPadding(edges.map(({ padding }) => padding))}`;
  const added = edges.map(({ outputPadding }) => outputPadding);
  if (added.every((pixels) => pixels === 0) && !call.isWritten('output-pad')) return tried(call, 'pad', pad);
  return triedBoth(call, ['pad', pad], ['output-pad', `output-pad ${onAll(added)}`]);
}

/** (out + before + after − output-pad − R) / (N − 1), where that is whole. */
function stridesFor(call: Call, axes: readonly TransposedAxis[], target: readonly number[]): Remedy[] {
  const strides = axes.map((axis, i) => {
    const apart = target[i] - fixedPart(axis);
    return axis.size === 1 ? axis.stride : apart / (axis.size - 1);
  });
  const whole = strides.every((stride) => Number.isInteger(stride) && stride > 0);
  return whole ? [tried(call, 'stride', `stride ${onAll(strides)}`)] : [];
}

/** All of an output but (N − 1)·stride. */
function fixedPart(axis: TransposedAxis): number {
  const { size, stride, padding, outputPadding } = axis;
  return coveredSize(axis) - (size - 1) * stride - padding.before - padding.after + outputPadding;
}

function kernelsFor(call: Call, axes: readonly TransposedAxis[], target: readonly number[]): Remedy[] {
  const kernels = axes.map((axis, i) => {
    const { size, stride, padding, outputPadding, dilation } = axis;
    const wanted = target[i] - (size - 1) * stride + padding.before + padding.after - outputPadding;
    return (wanted - 1) / dilation + 1;
  });
  // Oblong kernels are rarely meant.
  const whole = kernels.every((kernel) => Number.isInteger(kernel) && kernel > 0 && kernel === kernels[0]);
  return whole ? [resized(call, 'kernel', kernels)] : [];
}
