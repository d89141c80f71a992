// Convolution and dense layers.

import type { OpOf } from '../../../graph/ops.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';
import { paddingOf } from '../windows.js';
import { convolve } from './convolve.js';

export function lowerConvolution(op: OpOf<'convolution'>, to: Lowering): void {
  const { x, kernel, bias } = op.inputs;
  const [channels, ...map] = channelsFirst(to.shape(x));
  const { window, strides, dilations, groups } = op.geometry;
  const y = convolve(to, {
    x: to.name(x),
    kernel: to.name(kernel),
    bias: bias === undefined ? undefined : to.name(bias),
    channels,
    map,
    maps: channelsFirst(to.shape(op.outputs.y))[0],
    groups,
    window,
    strides,
    dilations,
    pads: paddingOf(op.geometry),
  });
  to.bind(op.outputs.y, y);
}

export function lowerDense(op: OpOf<'dense'>, to: Lowering): void {
  const { x, kernel, bias } = op.inputs;
  const inputs = [to.name(x), to.name(kernel)];
  if (bias !== undefined) inputs.push(to.name(bias));
  to.bind(op.outputs.y, to.node('Gemm', inputs));
}
