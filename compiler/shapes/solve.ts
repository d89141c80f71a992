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
  return from(0, bounds.padding(known));
}

/** Sizes of the map N: (out − 1)·s + R − P ≤ N ≤ out·s − 1 + R − P. */
export function solveSize(known: Without<'size'>): Interval | undefined {
  return from(1, bounds.size(known));
}

/** Strides s: (N + P − R) / out < s ≤ (N + P − R) / (out − 1); one window moves as far as it likes. */
export function solveStride(known: Without<'stride'>): Interval | undefined {
  return roomFor(known) < 0 ? undefined : from(1, bounds.stride(known));
}

/** Kernels k, from the reaches that fit: k = (R − 1) / d + 1. */
export function solveKernel(known: Without<'kernel'>): Interval | undefined {
  return from(1, bounds.kernel(known));
}

/** Dilations d, from the reaches that fit: d = (R − 1) / (k − 1). A kernel of 1 has no gaps to widen. */
export function solveDilation(known: Without<'dilation'>): Interval | undefined {
  return from(1, bounds.dilation(known));
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

/** The numbers that can be unknown while the output is wanted. */
export type Wanted = Exclude<keyof WindowEquation, 'output'>;

/**
 * The values on either side of where the wanted output would lie, where no value gives it: the nearest ones
 * that are values at all.
 */
export function nearestValues(unknown: Wanted, known: WindowEquation): number[] {
  const { least, most } = bounds[unknown](known);
  const lowest = unknown === 'padding' ? 0 : 1;
  const values = [Math.max(lowest, most), Math.max(lowest, least)].filter((value) => value < Infinity);
  return [...new Set(values)];
}

function from(lowest: number, { least, most }: Interval): Interval | undefined {
  return interval(Math.max(lowest, least), most);
}

/** The ends of the intervals, not yet cut at the lowest value; crossed where nothing works. */
const bounds: { [Unknown in Wanted]: (known: Without<Unknown>) => Interval } = {
  padding: (known) => {
    const least = windowsExtent(known) - known.size;
    return { least, most: least + known.stride - 1 };
  },
  size: (known) => {
    const least = windowsExtent(known) - known.padding;
    return { least, most: least + known.stride - 1 };
  },
  stride: (known) => {
    const room = roomFor(known);
    const most = known.output === 1 ? Infinity : Math.floor(room / (known.output - 1));
    return { least: Math.floor(room / known.output) + 1, most };
  },
  kernel: (known) => {
    const { least, most } = reaches(known);
    const { dilation } = known;
    return { least: Math.ceil((least - 1) / dilation) + 1, most: Math.floor((most - 1) / dilation) + 1 };
  },
  dilation: (known) => {
    const { least, most } = reaches(known);
    const gaps = known.kernel - 1;
    if (gaps === 0) return least <= 1 && most >= 1 ? { least: 1, most: Infinity } : { least: 1, most: 0 };
    return { least: Math.ceil((least - 1) / gaps), most: Math.floor((most - 1) / gaps) };
  },
};

/** How far the first window can move on: N + P − R. */
function roomFor({ size, padding, kernel, dilation }: Without<'stride'>): number {
  return size + padding - reach(kernel, dilation);
}

/** Reaches R: N + P − out·s + 1 ≤ R ≤ N + P − (out − 1)·s; they may be empty, or below 1. */
export function reaches(known: Pick<WindowEquation, 'size' | 'padding' | 'stride' | 'output'>): Interval {
  const most = known.size + known.padding - (known.output - 1) * known.stride;
  return { least: most - known.stride + 1, most };
}
