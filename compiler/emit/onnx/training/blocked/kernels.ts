// How kernels and biases are laid out for convolutions on blocks. What turns maps into blocks turns
// kernels too: a general transposition of single numbers is ten times slower.

import type { Name } from '../../node-list.js';
import type { BlockedLowering } from './blocked-lowering.js';

/** The channels of each group of a kernel, and its taps. */
export interface KernelSizes {
  readonly output: number;
  readonly input: number;
  readonly groups: number;
  readonly window: readonly number[];
}

/** From [groups · output, input, ...window] to blocks of both channels, [output, input, taps, input, output]. */
export function packKernel(to: BlockedLowering, kernel: Name, sizes: KernelSizes): Name {
  const { block } = to;
  const { groups, window } = sizes;
  const [output, input] = [groups * to.roundUp(sizes.output), to.roundUp(sizes.input)];
  const taps = window[0] * window[1];
  const rows = to.reshape(wholeBlocks(to, kernel, sizes), [1, output, 1, input * taps]);
  const split = to.reshape(to.reorder(rows), [output / block, input / block, block, taps, block]);
  const packed = taps === 1 ? split : to.transpose(split, [0, 1, 3, 2, 4]);
  return to.reshape(packed, [output, input, ...window]);
}

/**
 * The same with input and output in each other's place, for the way back:
 * [groups · input / block · output / block, ...window, block · block].
 */
export function packTurnedKernel(to: BlockedLowering, kernel: Name, sizes: KernelSizes): Name {
  const { block } = to;
  const { groups, window } = sizes;
  const [output, input] = [to.roundUp(sizes.output), to.roundUp(sizes.input)];
  const taps = window[0] * window[1];
  const rows = to.reshape(wholeBlocks(to, kernel, sizes), [groups * output, input, 1, taps]);
  const turned = taps === 1 ? rows : to.reorder(rows);
  const split = to.reshape(turned, [groups, output / block, block, input / block, taps, block]);
  const packed = to.transpose(split, [0, 3, 1, 4, 2, 5]);
  return to.reshape(packed, [(groups * input * output) / block ** 2, ...window, block ** 2]);
}

function wholeBlocks(to: BlockedLowering, kernel: Name, { output, input, groups }: KernelSizes): Name {
  // Several groups have whole blocks of both.
  const missing = groups === 1 ? to.roundUp(output) - output : 0;
  return to.pad(kernel, [0, 0, 0, 0], [missing, to.roundUp(input) - input, 0, 0]);
}

/** From [output, input, ...window] to blocks of the output's channels: [output / block, input · taps, block]. */
export function packShallowKernel(
  to: BlockedLowering,
  kernel: Name,
  { output, input, window }: Omit<KernelSizes, 'groups'>,
): Name {
  const whole = to.roundUp(output);
  const padded = to.pad(kernel, [0, 0, 0, 0], [whole - output, 0, 0, 0]);
  return to.reorder(to.reshape(padded, [1, whole, 1, input * window[0] * window[1]]));
}

/** A vector over channels, with zeros for those that fill the last block. */
export function packVector(to: BlockedLowering, vector: Name, channels: number): Name {
  return to.pad(vector, [0], [to.roundUp(channels) - channels]);
}
