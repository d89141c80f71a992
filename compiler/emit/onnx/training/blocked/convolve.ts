// ONNX Runtime's convolution on blocks.

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
