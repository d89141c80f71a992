// The size of what a window makes: out = floor((N + before + after − d·(k − 1) − 1) / s) + 1, as
// ONNX and Caffe have it. Without padding and dilation that is the textbook's [(N − M) / S] + 1.

import type { Padding } from '../graph/ops.js';

/** A window on one axis. */
export interface AxisWindow {
  /** Of the map. */
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding;
}

export type UnpaddedAxis = Omit<AxisWindow, 'padding'>;

/** How far a kernel reaches: d·(k − 1) + 1. */
export function reach(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
}

/** A true floor: 0 or less where the window does not fit. */
export function outputSize({ size, kernel, stride, dilation, padding }: AxisWindow): number {
  return Math.floor((size + padding.before + padding.after - reach(kernel, dilation)) / stride) + 1;
}

/**
 * With ceil rounding, as PyTorch: the last window may reach beyond the padded map, but not start
 * beyond it.
 */
export function ceilOutputSize({ size, kernel, stride, dilation, padding }: AxisWindow): number {
  const padded = size + padding.before + padding.after;
  const output = Math.ceil((padded - reach(kernel, dilation)) / stride) + 1;
  return (output - 1) * stride >= size + padding.before ? output - 1 : output;
}

/** How far the last window of `output` reaches beyond the padded map. */
export function extensionOf(axis: AxisWindow, output: number): number {
  const end = (output - 1) * axis.stride + reach(axis.kernel, axis.dilation);
  return Math.max(0, end - axis.size - axis.padding.before - axis.padding.after);
}

/** TensorFlow's `same`: the output is ⌈N / s⌉, and the odd pixel goes after. */
export function samePadding(size: number, kernel: number, stride: number, dilation: number): Padding {
  const output = Math.ceil(size / stride);
  const total = Math.max(0, (output - 1) * stride + reach(kernel, dilation) - size);
  const before = Math.floor(total / 2);
  return { before, after: total - before };
}

/** The formula with its numbers, `[(28 + 1 + 1 − 5) / 2] + 1 = 13`, for people. */
export function windowFormula(axis: AxisWindow, output: number, ceil = false): string {
  const { size, kernel, stride, dilation, padding } = axis;
  const { before, after } = padding;
  const padded = before === 0 && after === 0 ? `${size}` : `${size} + ${before} + ${after}`;
  const [open, close] = ceil ? ['⌈', '⌉'] : ['[', ']'];
  const formula = `${open}(${padded} − ${reach(kernel, dilation)}) / ${stride}${close} + 1 = ${minus(output)}`;
  return formula + reachNote(kernel, dilation);
}

/** Where a dilated kernel's reach comes from, to stand behind a formula. */
export function reachNote(kernel: number, dilation: number): string {
  if (dilation === 1) return '';
  return `, where ${reach(kernel, dilation)} = ${dilation}·(${kernel} − 1) + 1`;
}

/** A number with the sign that formulas have. */
export function minus(value: number): string {
  return value < 0 ? `−${-value}` : `${value}`;
}
