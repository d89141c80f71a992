// ONNX Runtime's convolution on blocks, and how kernels are laid out for it.

import { int, ints, word } from '../../attributes.js';
import type { Name } from '../../node-list.js';
import type { Pads } from '../../windows.js';
import type { BlockedLowering } from './blocked-lowering.js';

export interface BlockConvolution {
  /** In blocks or, with fewer channels than a block has, in planes. */
  readonly x: Name;
  readonly kernel: Name;
  readonly bias?: Name | undefined;
  /** Added to the result before the activation; its memory may become the result's. */
  readonly sum?: Name | undefined;
  readonly window: readonly number[];
  readonly pads?: Pads;
  readonly strides?: readonly number[];
  readonly dilations?: readonly number[];
  readonly groups?: number;
  readonly relu?: boolean;
}

export function convolve(to: BlockedLowering, given: BlockConvolution): Name {
  const { x, kernel, bias, sum, window, groups = 1, relu = false } = given;
  const { pads = { before: [0, 0], after: [0, 0] }, strides = [1, 1], dilations = [1, 1] } = given;
  const inputs = [x, kernel];
  if (bias !== undefined || sum !== undefined) inputs.push(bias ?? '');
  if (sum !== undefined) inputs.push(sum);
  return to.blockNode('Conv', inputs, {
    kernel_shape: ints(window),
    pads: ints([...pads.before, ...pads.after]),
    strides: ints(strides),
    dilations: ints(dilations),
    group: int(groups),
    ...(relu && { activation: word('Relu') }),
  });
}

/** The channels of a kernel, of each of its groups, and its taps. */
export interface KernelSizes {
  readonly output: number;
  readonly input: number;
  readonly groups: number;
  readonly window: readonly number[];
}

/** From [groups · output, input, ...window] to blocks of both channels, [output, input, taps, input, output]. */
export function packKernel(to: BlockedLowering, kernel: Name, sizes: KernelSizes): Name {
  const { groups, window } = sizes;
  const [output, input] = [to.roundUp(sizes.output), to.roundUp(sizes.input)];
  const packed = to.transpose(splitKernel(to, kernel, sizes), [0, 1, 3, 5, 4, 2]);
  return to.reshape(packed, [groups * output, input, ...window]);
}

/** The same with input and output in each other's place, for the way back. */
export function packTurnedKernel(to: BlockedLowering, kernel: Name, sizes: KernelSizes): Name {
  const { groups, window } = sizes;
  const [output, input] = [to.roundUp(sizes.output), to.roundUp(sizes.input)];
  const packed = to.transpose(splitKernel(to, kernel, sizes), [0, 3, 1, 5, 2, 4]);
  return to.reshape(packed, [groups * input, output, ...window]);
}

/** [groups, output / block, block, input / block, block, taps] */
function splitKernel(to: BlockedLowering, kernel: Name, sizes: KernelSizes): Name {
  const { output, input, groups, window } = sizes;
  const { block } = to;
  const [whole, deep] = [to.roundUp(output), to.roundUp(input)];
  const padded = to.pad(kernel, [0, 0, 0, 0], [groups === 1 ? whole - output : 0, deep - input, 0, 0]);
  const taps = window[0] * window[1];
  return to.reshape(padded, [groups, whole / block, block, deep / block, block, taps]);
}

/** From [output, input, ...window] to blocks of the output's channels: [output, input, taps, output]. */
export function packShallowKernel(
  to: BlockedLowering,
  kernel: Name,
  sizes: Omit<KernelSizes, 'groups'>,
): Name {
  const { output, input, window } = sizes;
  const whole = to.roundUp(output);
  const padded = to.pad(kernel, [0, 0, 0, 0], [whole - output, 0, 0, 0]);
  const split = to.reshape(padded, [whole / to.block, to.block, input * window[0] * window[1]]);
  return to.reshape(to.transpose(split, [0, 2, 1]), [whole, input, ...window]);
}

/** A vector over channels, with zeros for those that fill the last block. */
export function packVector(to: BlockedLowering, vector: Name, channels: number): Name {
  return to.pad(vector, [0], [to.roundUp(channels) - channels]);
}
