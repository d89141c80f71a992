// dL/dkernel of a convolution: for each tap of the kernel, the product of dy with the pixels of x
// that the tap saw, summed over the batch and the map. Four ways to write that sum, each the
// fastest on ONNX Runtime for its kind of convolution.

import type { OpOf } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { int, ints } from '../attributes.js';
import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Cut, Name } from '../node-list.js';
import { isEverywhere, padsAttribute, paddingOf } from '../windows.js';
import { convolutionSizes, tapsOf, type ConvolutionSizes } from './convolution-sizes.js';

type KernelGradient = OpOf<'convolution-kernel-gradient', TrainingOp>;

export function lowerKernelGradient(op: KernelGradient, to: Lowering): void {
  const sizes = convolutionSizes(to, op.inputs.x, op.inputs.dy, op.geometry);
  const gradient = wayFor(op, sizes)(op, to, sizes);
  to.bind(op.outputs.dkernel, to.reshape(gradient, to.dims(op.outputs.dkernel)));
}

type Way = (op: KernelGradient, to: Lowering, sizes: ConvolutionSizes) => Name;

function wayFor({ geometry }: KernelGradient, sizes: ConvolutionSizes): Way {
  const channels = sizes.input / sizes.groups;
  if (channels === 1 && sizes.groups > 1) return asConvolution;
  if (sizes.groups > 1) return byTap;
  const isPointwise = isEverywhere(geometry.window, 1);
  return isPointwise || channels <= 4 ? bySample : byTap;
}

/**
 * Depthwise: each channel of each sample is a channel of one large depthwise convolution, in
 * which dy is the kernel; strides and dilations change places.
 */
function asConvolution(op: KernelGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { batch, input, output, inputMap, outputMap } = sizes;
  const { window, strides, dilations } = op.geometry;
  const x = to.reshape(to.name(op.inputs.x), [1, batch * input, ...inputMap]);
  const dy = to.reshape(to.name(op.inputs.dy), [batch * output, 1, ...outputMap]);
  const taps = to.node('Conv', [x, dy], {
    kernel_shape: ints(outputMap),
    strides: ints(dilations),
    dilations: ints(strides),
    ...padsAttribute(paddingOf(op.geometry)),
    group: int(batch * input),
  });
  const axes = range(window.length).map((axis) => axis + 2);
  // Pixels that no whole stride reaches make more places than there are taps.
  const kept = to.slice(
    taps,
    axes,
    window.map((end) => ({ start: 0, end })),
  );
  return to.reduceSum(to.reshape(kept, [batch, output, ...window]), [0], false);
}

/** dy · columnsᵀ for each sample, then the sum over samples: for few channels, and 1x1 kernels. */
function bySample(op: KernelGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { batch, input, output, outputMap } = sizes;
  const pixels = sizeOf(outputMap);
  const x = padded(op, to, to.name(op.inputs.x), [2, 0]);
  const axes = range(outputMap.length).map((axis) => axis + 2);
  const taps = tapsOf(op.geometry.window).map((tap) =>
    to.reshape(to.slice(x, axes, cutsOf(op, tap, outputMap)), [batch, 1, input, pixels]),
  );
  const columns = to.reshape(to.concat(taps, 1), [batch, taps.length * input, pixels]);
  const dy = to.reshape(to.name(op.inputs.dy), [batch, output, pixels]);
  const products = to.matrixMultiply(dy, to.transpose(columns, [0, 2, 1]));
  const sum = to.reduceSum(products, [0], false);
  return channelsBeforeTaps(to, sum, [output, taps.length, input]);
}

/** dyᵀ · x for each tap, over batch and map at once; groups are a batch of products. */
function byTap(op: KernelGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { batch, groups, input, output, outputMap } = sizes;
  const pixels = batch * sizeOf(outputMap);
  const channels = input / groups;
  const x = padded(op, to, channelsInnermost(op, to, sizes), [2, 1]);
  const dyGrouped = to.reshape(to.name(op.inputs.dy), [batch, groups, output / groups, sizeOf(outputMap)]);
  const dy = to.reshape(to.transpose(dyGrouped, [1, 2, 0, 3]), [groups, output / groups, pixels]);
  const axes = range(outputMap.length).map((axis) => axis + 2);
  const taps = tapsOf(op.geometry.window).map((tap) => {
    const seen = to.reshape(to.slice(x, axes, cutsOf(op, tap, outputMap)), [groups, pixels, channels]);
    return to.matrixMultiply(dy, seen);
  });
  return channelsBeforeTaps(to, to.concat(taps, 2), [output, taps.length, channels]);
}

/** x as [groups, batch, ...map, channels]. Flat maps move faster, and pads are cheaper around channels. */
function channelsInnermost(op: KernelGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { batch, groups, input, inputMap } = sizes;
  const flat = to.reshape(to.name(op.inputs.x), [batch, groups, input / groups, sizeOf(inputMap)]);
  const moved = groups === 1 ? to.transpose(flat, [0, 1, 3, 2]) : to.transpose(flat, [1, 0, 3, 2]);
  return to.reshape(moved, [groups, batch, ...inputMap, input / groups]);
}

/** x with the convolution's padding around its spatial axes: so many axes lie outside and inside of them. */
function padded(op: KernelGradient, to: Lowering, x: Name, others: readonly [number, number]): Name {
  const { before, after } = paddingOf(op.geometry);
  const [outer, inner] = others.map((count) => range(count).map(() => 0));
  return to.pad(x, [...outer, ...before, ...inner], [...outer, ...after, ...inner]);
}

/** The pixels of the padded map that this tap sees. */
function cutsOf({ geometry }: KernelGradient, tap: readonly number[], outputMap: readonly number[]): Cut[] {
  return outputMap.map((size, axis) => {
    const start = tap[axis] * geometry.dilations[axis];
    const step = geometry.strides[axis];
    return { start, end: start + (size - 1) * step + 1, step };
  });
}

/** From [out, taps, in] to [out, in, taps]. */
function channelsBeforeTaps(to: Lowering, gradient: Name, sizes: readonly number[]): Name {
  if (sizes[1] === 1 || sizes[2] === 1) return gradient;
  return to.transpose(to.reshape(gradient, sizes), [0, 2, 1]);
}
