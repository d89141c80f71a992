// Solves the size rule out = floor((N + P − R) / s) + 1, R = d·(k − 1) + 1, for each of its numbers. The
// floor holds for whole numbers exactly where (out − 1)·s ≤ N + P − R ≤ out·s − 1, and every number enters
// that as a straight line: what works is always one interval. Exact while products stay below 2^53.

import { interval, type Interval } from './interval.js';
import { reach } from './window.js';

/** The numbers of the size rule on one axis; all but the padding are 1 or more. */
export interface WindowEquation {
  /** Of the map. */
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Both sides together. */
  readonly padding: number;
  readonly output: number;
}

/** All the numbers but one. */
export type Without<Unknown extends keyof WindowEquation> = Omit<WindowEquation, Unknown>;

/** Total paddings P: (out − 1)·s + R − N ≤ P ≤ out·s − 1 + R − N. */
export function solvePadding(known: Without<'padding'>): Interval | undefined {
  const least = windowsExtent(known) - known.size;
  return interval(Math.max(0, least), least + known.stride - 1);
}

/** Sizes of the map N: (out − 1)·s + R − P ≤ N ≤ out·s − 1 + R − P. */
export function solveSize(known: Without<'size'>): Interval | undefined {
  const least = windowsExtent(known) - known.padding;
  return interval(Math.max(1, least), least + known.stride - 1);
}

/** Strides s: (N + P − R) / out < s ≤ (N + P − R) / (out − 1); one window moves as far as it likes. */
export function solveStride(known: Without<'stride'>): Interval | undefined {
  const room = known.size + known.padding - reach(known.kernel, known.dilation);
  if (room < 0) return undefined;
  const most = known.output === 1 ? Infinity : Math.floor(room / (known.output - 1));
  return interval(Math.floor(room / known.output) + 1, most);
}

/** Kernels k, from the reaches that fit: k = (R − 1) / d + 1. */
export function solveKernel(known: Without<'kernel'>): Interval | undefined {
  const { least, most } = reaches(known);
  const { dilation } = known;
  return interval(Math.max(1, Math.ceil((least - 1) / dilation) + 1), Math.floor((most - 1) / dilation) + 1);
}

/** Dilations d, from the reaches that fit: d = (R − 1) / (k − 1). A kernel of 1 has no gaps to widen. */
export function solveDilation(known: Without<'dilation'>): Interval | undefined {
  const { least, most } = reaches(known);
  const gaps = known.kernel - 1;
  if (gaps === 0) return least <= 1 && most >= 1 ? { least: 1, most: Infinity } : undefined;
  return interval(Math.max(1, Math.ceil((least - 1) / gaps)), Math.floor((most - 1) / gaps));
}

/** Outputs: the one that the rule gives, unless the window does not fit. */
export function solveOutput(known: Without<'output'>): Interval | undefined {
  const { size, padding, stride, kernel, dilation } = known;
  const output = Math.floor((size + padding - reach(kernel, dilation)) / stride) + 1;
  return interval(Math.max(1, output), output);
}

/** Pixels from the start of the first window to the end of the last: (out − 1)·s + R. */
export function windowsExtent(
  known: Pick<WindowEquation, 'kernel' | 'stride' | 'dilation' | 'output'>,
): number {
  return (known.output - 1) * known.stride + reach(known.kernel, known.dilation);
}

/** Reaches R: N + P − out·s + 1 ≤ R ≤ N + P − (out − 1)·s; they may be empty, or below 1. */
function reaches(known: Pick<WindowEquation, 'size' | 'padding' | 'stride' | 'output'>): Interval {
  const most = known.size + known.padding - (known.output - 1) * known.stride;
  return { least: most - known.stride + 1, most };
}
