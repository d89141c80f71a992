// Which pixels the windows see, exactly: some maps lose pixels at their end, others between the windows, and
// some windows lie on nothing but padding.

import { windowsExtent } from './solve.js';
import { reach, type AxisWindow } from './window.js';

export interface Coverage {
  /** Pixels of the map behind the last window. */
  readonly unseenAtEnd: number;
  /** Pixels of the map in gaps between windows, or between what a dilated kernel reads. */
  readonly unseenBetween: number;
  /** Pixels of padding behind the last window. */
  readonly unusedPadding: number;
  /** Windows that lie on padding alone. */
  readonly emptyWindows: number;
}

export function coverageOf(axis: AxisWindow, output: number): Coverage {
  const { size, padding } = axis;
  const behind = size + padding.before + padding.after - windowsExtent({ ...axis, output });
  const unseenAtEnd = Math.min(size, Math.max(0, behind - padding.after));
  const seen = seenBefore(axis, output, padding.before + size) - seenBefore(axis, output, padding.before);
  return {
    unseenAtEnd,
    unseenBetween: size - seen - unseenAtEnd,
    unusedPadding: behind - unseenAtEnd,
    emptyWindows: emptyWindows(axis, output),
  };
}

/** Windows that end before the map begins, and those that begin behind its end. */
function emptyWindows({ size, kernel, stride, dilation, padding }: AxisWindow, output: number): number {
  const ahead = Math.max(0, Math.floor((padding.before - reach(kernel, dilation)) / stride) + 1);
  const behind = Math.max(0, output - Math.ceil((padding.before + size) / stride));
  return Math.min(output, ahead + behind);
}

/**
 * How many of the pixels before `end`, padding included, some window reads. They are i·s + d·j for windows i
 * and taps j. Taps that differ by s / gcd(s, d) meet the same pixels modulo s; for each such class, pixels in
 * steps of s form runs of `output`, d / gcd(s, d) apart.
 */
function seenBefore(axis: AxisWindow, output: number, end: number): number {
  const { kernel, stride, dilation } = axis;
  const common = greatestCommonDivisor(stride, dilation);
  const classes = stride / common;
  let seen = 0;
  for (let tap = 0; tap < Math.min(kernel, classes); tap++) {
    const runs = Math.ceil((kernel - tap) / classes);
    const steps = Math.ceil((end - dilation * tap) / stride);
    seen += inRuns(Math.max(0, steps), runs, output, dilation / common);
  }
  return seen;
}

/** Of the numbers below `end`, those in so many runs of a length that begin `apart` from each other. */
function inRuns(end: number, runs: number, length: number, apart: number): number {
  if (length >= apart) return Math.min(end, (runs - 1) * apart + length);
  const whole = Math.min(runs, Math.floor(end / apart));
  return whole * length + (whole < runs ? Math.min(length, end - whole * apart) : 0);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
