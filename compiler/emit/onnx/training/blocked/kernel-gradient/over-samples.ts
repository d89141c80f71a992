// The gradient of a kernel as a convolution over samples: the batch takes the place of the channels
// that are summed over, dy that of the kernel, and the channels of x lie side by side in the width
// of the map. A step of one pixel in x is then one of all its channels.

import { int } from '../../../attributes.js';
import type { Name } from '../../../node-list.js';
import { effectiveWindow, paddingOf } from '../../../windows.js';
import type { ConvolutionSizes, KernelGradient } from '../../kernel-gradient/sizes.js';
import type { BlockedLowering } from '../blocked-lowering.js';
import { convolve } from '../convolve.js';
import type { BlockedWay } from './way.js';
import { splitOf, type Split, type Tile } from './split.js';

export const overSamples: BlockedWay = (op, to, sizes) => {
  const { strides, dilations } = op.geometry;
  const split = splitOf(to, op, sizes);
  let sum: Name | undefined;
  for (const tile of split.tiles) {
    sum = convolve(to, {
      x: samplesAsChannels(op, to, sizes, split, tile),
      kernel: gradientAsKernel(op, to, sizes, split, tile),
      sum,
      window: [tile.end - tile.start, sizes.outputMap[1]],
      strides: [dilations[0], 1],
      dilations: [strides[0], strides[1] * sizes.input],
      groups: split.groups,
    });
  }
  to.bind(op.outputs.dkernel, asKernel(op, to, sizes, split.groups, sum as Name));
};

/** The rows of x that the tile's rows of dy saw, [1, samples, rows, width · channels] in blocks. */
function samplesAsChannels(
  op: KernelGradient,
  to: BlockedLowering,
  { batch, input, inputMap, outputMap }: ConvolutionSizes,
  { samples }: Split,
  { start, end }: Tile,
): Name {
  const [rowStride, columnStride] = op.geometry.strides;
  const [reachDown, reachAcross] = effectiveWindow(op.geometry);
  const [top, left] = paddingOf(op.geometry).before;
  const first = start * rowStride - top;
  const last = (end - 1) * rowStride + reachDown - top;
  const width = (outputMap[1] - 1) * columnStride + reachAcross;
  // Less than nothing where the tile, or a stride, leaves rows or columns out.
  const before = [0, -first, left, 0];
  const after = [samples - batch, last - inputMap[0], width - inputMap[1] - left, 0];
  const seen = to.pad(to.outside(op.inputs.x), before, after);
  return to.reorder(to.reshape(seen, [1, samples, last - first, width * input]));
}

/** The tile of dy, from blocks of channels to [groups · channels, samples / groups, rows, columns] in blocks of both. */
function gradientAsKernel(
  op: KernelGradient,
  to: BlockedLowering,
  { batch, outputMap }: ConvolutionSizes,
  { samples, groups }: Split,
  { start, end }: Tile,
): Name {
  const { block } = to;
  const [, channels] = to.blockedDims(op.inputs.dy);
  const [height, width] = outputMap;
  const blocks = channels / block;
  const dy = to.reshape(to.blocked(op.inputs.dy), [batch, blocks, height, width * block]);
  const tile = to.pad(dy, [0, 0, -start, 0], [samples - batch, 0, end - height, 0]);
  const pixels = (end - start) * width;
  const split = to.reshape(tile, [groups, samples / groups / block, block, blocks, pixels, block]);
  const packed = to.transpose(split, [0, 3, 1, 4, 2, 5]);
  return to.reshape(packed, [groups * channels, samples / groups, end - start, width]);
}

/** The sum over groups of [groups · output, height, columns · input] in blocks, as [output, input, height, width]. */
function asKernel(
  op: KernelGradient,
  to: BlockedLowering,
  { input, output }: ConvolutionSizes,
  groups: number,
  products: Name,
): Name {
  const [height, width] = op.geometry.window;
  const dilation = op.geometry.dilations[1];
  // The columns between the taps of a dilated kernel were computed too.
  const columns = (width - 1) * dilation + 1;
  const channels = to.roundUp(output);
  const parts = to.reshape(products, [groups, channels * height * columns * input]);
  const sum = groups === 1 ? parts : to.reduceSum(parts, [0], false);
  const blocked = to.reshape(sum, [1, channels, height, columns * input]);
  const planes = to.blockNode('ReorderOutput', [blocked], { channels: int(output) });
  const all = to.reshape(planes, [output, height, columns, input]);
  const taps = dilation === 1 ? all : to.slice(all, [2], [{ start: 0, end: columns, step: dilation }]);
  const rows = to.transpose(to.reshape(taps, [output, height * width, input]), [0, 2, 1]);
  return to.reshape(rows, [output, input, height, width]);
}
