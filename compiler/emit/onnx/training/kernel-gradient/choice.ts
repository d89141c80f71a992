// dL/dkernel of a convolution: for each tap of the kernel, the product of dy with the pixels of x
// that the tap saw, summed over the batch and the map. Each way to write that sum is the fastest on
// ONNX Runtime for its kind of convolution, as was measured.

import { sizeOf } from '../../../../graph/value.js';
import type { Lowering } from '../../lowering.js';
import { isEverywhere } from '../../windows.js';
import { byTap, byTapAndSample } from './by-tap.js';
import { byColumns } from './columns.js';
import { byDiagonals, paddedWidth } from './diagonals.js';
import { sizesOf, type ConvolutionSizes, type KernelGradient, type Way } from './sizes.js';

export function lowerKernelGradient(op: KernelGradient, to: Lowering): void {
  const sizes = sizesOf(op, to);
  const gradient = wayFor(op, sizes)(op, to, sizes);
  to.bind(op.outputs.dkernel, to.reshape(gradient, to.dims(op.outputs.dkernel)));
}

function wayFor(op: KernelGradient, sizes: ConvolutionSizes): Way {
  const channels = sizes.input / sizes.groups;
  const isPointwise = isEverywhere(op.geometry.window, 1);
  if (channels === 1 && sizes.groups > 1 && isNarrow(op, sizes)) return byDiagonals;
  if (channels <= 4 && sizes.groups === 1 && !isPointwise) return byColumns;
  if (sizes.groups === 1 && !isPointwise) return byTap;
  return productsAreSmall(sizes) ? byTapAndSample : byTap;
}

/** A row of the map in which few enough of the products lie beside the diagonals. */
function isNarrow(op: KernelGradient, sizes: ConvolutionSizes): boolean {
  const { window, strides } = op.geometry;
  const last = window.length - 1;
  return window[last] > 1 && paddedWidth(op, sizes) <= 12 * window[last] * strides[last] ** 2;
}

/** Products of single samples, of which there are as many as samples, against turning the maps around. */
function productsAreSmall({ input, output, groups, outputMap }: ConvolutionSizes): boolean {
  return output * (input / groups) <= sizeOf(outputMap) * (input + output);
}
