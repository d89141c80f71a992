// The size of what a transposed convolution makes: out = (N − 1)·s + d·(k − 1) + 1 − before − after +
// output-pad, as ONNX (ConvTranspose) and PyTorch have it. Each pixel of the map lays a kernel down, `s`
// apart; padding is cut off what they cover, and output-pad adds rows behind it.

import type { Padding } from '../graph/ops.js';
import { splitPadding } from './auto-padding.js';
import { minus, reach, reachNote, type AxisWindow, type UnpaddedAxis } from './window.js';

/** What is cut off, and what is added behind. */
export interface TransposedEdge {
  readonly padding: Padding;
  readonly outputPadding: number;
}

export type TransposedAxis = AxisWindow & TransposedEdge;

/** 0 or less where more is cut off than there is. */
export function transposedOutputSize(axis: TransposedAxis): number {
  return coveredSize(axis) - axis.padding.before - axis.padding.after + axis.outputPadding;
}

/** What the kernels cover before anything is cut off: (N − 1)·s + R. */
export function coveredSize({ size, kernel, stride, dilation }: UnpaddedAxis): number {
  return (size - 1) * stride + reach(kernel, dilation);
}

/** TensorFlow's `same`: the output is N·s, from which `same` at that stride makes N again. */
export function transposedSame(axis: UnpaddedAxis): TransposedEdge {
  return edgeFor(axis, axis.size * axis.stride);
}

/**
 * The least that must be cut off or added to make `output`, the odd pixel cut off after. Undefined where a
 * stride or more would have to be added: a convolution with this window would not make N of it again, which
 * ONNX Runtime refuses.
 */
export function transposedAutoEdge(axis: UnpaddedAxis, output: number): TransposedEdge | undefined {
  const edge = edgeFor(axis, output);
  return output >= 1 && edge.outputPadding < axis.stride ? edge : undefined;
}

function edgeFor(axis: UnpaddedAxis, output: number): TransposedEdge {
  const over = coveredSize(axis) - output;
  return { padding: splitPadding(Math.max(0, over)), outputPadding: Math.max(0, -over) };
}

/** The formula with its numbers, `(14 − 1)·2 + 3 − 0 − 1 = 28`, for people. */
export function transposedFormula(axis: TransposedAxis, output: number): string {
  const { size, kernel, stride, dilation, padding, outputPadding } = axis;
  const { before, after } = padding;
  const cut = before === 0 && after === 0 ? '' : ` − ${before} − ${after}`;
  const added = outputPadding === 0 ? '' : ` + ${outputPadding}`;
  const formula = `(${size} − 1)·${stride} + ${reach(kernel, dilation)}${cut}${added} = ${minus(output)}`;
  return formula + reachNote(kernel, dilation);
}
