// The padding that makes a wanted output: `pad auto`. It generalises `same`, which is the padding for ⌈N / s⌉.

import type { Padding } from '../graph/ops.js';
import { nearest, type Interval } from './interval.js';
import { solvePadding } from './solve.js';
import { outputSize, reach, type UnpaddedAxis } from './window.js';

/** Both sides together; the odd pixel goes after, as TensorFlow has it. */
export function splitPadding(total: number): Padding {
  const before = Math.floor(total / 2);
  return { before, after: total - before };
}

/**
 * The smallest padding, split, with which the window makes `output`. Undefined where none does: the bare
 * window makes more, or some window would see nothing but padding.
 */
export function autoPadding(axis: UnpaddedAxis, output: number): Padding | undefined {
  const totals = solvePadding({ ...axis, output });
  if (totals === undefined || output < 1 || totals.least > fullPadding(axis)) return undefined;
  return splitPadding(totals.least);
}

/**
 * The most padding, both sides together, with which every window still touches the map: R − 1 on either
 * side, which convolution arithmetic calls full (Dumoulin & Visin 2016, arXiv:1603.07285, section 2.3).
 */
export function fullPadding({ kernel, dilation }: Pick<UnpaddedAxis, 'kernel' | 'dilation'>): number {
  return 2 * (reach(kernel, dilation) - 1);
}

/**
 * What `same` needs at stride 1, both sides together. Beyond it the output of a stride of 1 is larger than
 * the map.
 */
export function keepingPadding({ kernel, dilation }: Pick<UnpaddedAxis, 'kernel' | 'dilation'>): number {
  return reach(kernel, dilation) - 1;
}

/**
 * The outputs that can be had by padding, from none to full. A pixel more of padding never skips an output,
 * so all between the ends can be had.
 */
export function paddedOutputs(axis: UnpaddedAxis): Interval {
  const bare = outputSize({ ...axis, padding: { before: 0, after: 0 } });
  return {
    least: Math.max(1, bare),
    most: outputSize({ ...axis, padding: splitPadding(fullPadding(axis)) }),
  };
}

/** Of the outputs that can be had by padding, the nearest; `output` itself where it is one. */
export function nearestOutput(axis: UnpaddedAxis, output: number): number {
  return nearest(paddedOutputs(axis), output);
}
