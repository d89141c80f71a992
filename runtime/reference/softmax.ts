// Softmax over the last axis, and its gradient.

import { channelsOf, zeros, type NumberArray } from './array.js';

/** e^x / Σ e^x, with the largest x taken off first so that nothing overflows. */
export function softmax(x: NumberArray): NumberArray {
  const y = zeros(x.shape);
  eachRow(x, (start, end) => {
    const logSum = logSumOfExponentials(x.data.subarray(start, end));
    for (let i = start; i < end; i++) y.data[i] = Math.exp(x.data[i] - logSum);
  });
  return y;
}

/** dx = y · (dy − Σ dy·y). */
export function softmaxGradient(y: NumberArray, dy: NumberArray): NumberArray {
  const dx = zeros(y.shape);
  eachRow(y, (start, end) => {
    let dot = 0;
    for (let i = start; i < end; i++) dot += dy.data[i] * y.data[i];
    for (let i = start; i < end; i++) dx.data[i] = y.data[i] * (dy.data[i] - dot);
  });
  return dx;
}

/** log Σ e^x of a row. */
export function logSumOfExponentials(row: Float64Array): number {
  const largest = row.reduce((a, b) => Math.max(a, b), -Infinity);
  return largest + Math.log(row.reduce((sum, x) => sum + Math.exp(x - largest), 0));
}

/** The bounds of each run along the last axis. */
export function eachRow(x: NumberArray, visit: (start: number, end: number) => void): void {
  const channels = channelsOf(x);
  for (let start = 0; start < x.data.length; start += channels) visit(start, start + channels);
}
