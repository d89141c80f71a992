// Convolutions on blocks: of all channels, of groups of whole blocks, and of each channel by itself.

import type { OpOf } from '../../../../graph/ops.js';
import { lowerConvolution } from '../../forward/convolution.js';
import type { Name } from '../../node-list.js';
import { paddingOf } from '../../windows.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { channelsFill, groupingOf, type Grouping } from './choice.js';
import { convolve } from './convolve.js';
import { packKernel, packShallowKernel, packVector, type KernelSizes } from './kernels.js';

type Convolution = OpOf<'convolution'>;

export function lowerBlockedConvolution(op: Convolution, to: BlockedLowering): void {
  const { x, bias } = op.inputs;
  const { y } = op.outputs;
  if (!to.isMap(x)) return lowerConvolution(op, to);
  const { window, strides, dilations, groups } = op.geometry;
  const [input, output] = [to.dims(x)[1], to.dims(y)[1]];
  const grouping = groupingOf(to, input, output, op.geometry);
  if (grouping === undefined || !channelsFill(to, output)) return lowerConvolution(op, to);
  const isShallow = grouping === 'all' && input < to.block && !to.isBlocked(x);
  const sizes = { output: output / groups, input: input / groups, groups, window };
  const folded = to.folded.get(y);
  const result = convolve(to, {
    x: isShallow ? to.name(x) : to.blocked(x),
    kernel: isShallow ? packShallow(to, op, sizes) : packFor(grouping, to, op, sizes),
    bias: bias === undefined ? undefined : packVector(to, to.name(bias), output),
    window,
    pads: paddingOf(op.geometry),
    strides,
    dilations,
    groups: grouping === 'depthwise' ? to.roundUp(groups) : groups,
    relu: folded !== undefined,
  });
  to.bindBlocked(y, result);
  if (folded !== undefined) to.bindBlocked(folded.y, result);
}

function packFor(grouping: Grouping, to: BlockedLowering, op: Convolution, sizes: KernelSizes): Name {
  const kernel = to.name(op.inputs.kernel);
  if (grouping !== 'depthwise') return packKernel(to, kernel, sizes);
  const packed = packShallowKernel(to, kernel, { ...sizes, output: sizes.groups });
  return to.reshape(packed, [to.roundUp(sizes.groups), 1, ...sizes.window]);
}

function packShallow(to: BlockedLowering, op: Convolution, sizes: KernelSizes): Name {
  const packed = packShallowKernel(to, to.name(op.inputs.kernel), sizes);
  return to.reshape(packed, [to.roundUp(sizes.output), sizes.input, ...sizes.window]);
}
