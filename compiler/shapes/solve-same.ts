// Solves out = ⌈N / s⌉, what padding `same` makes whatever the kernel: (out − 1)·s < N ≤ out·s.

import { interval, type Interval } from './interval.js';

export function sameOutput(size: number, stride: number): number {
  return Math.ceil(size / stride);
}

/** Sizes N: (out − 1)·s + 1 ≤ N ≤ out·s. */
export function sameSizes(stride: number, output: number): Interval {
  return { least: (output - 1) * stride + 1, most: output * stride };
}

/** Strides s: N / out ≤ s < N / (out − 1). */
export function sameStrides(size: number, output: number): Interval | undefined {
  const most = output === 1 ? Infinity : Math.ceil(size / (output - 1)) - 1;
  return interval(Math.ceil(size / output), most);
}
