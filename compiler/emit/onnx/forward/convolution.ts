// Convolution and dense layers.

import type { OpOf } from '../../../graph/ops.js';
import { int, ints } from '../attributes.js';
import type { Lowering } from '../lowering.js';
import { padsAttribute, paddingOf, windowAttributes } from '../windows.js';

export function lowerConvolution(op: OpOf<'convolution'>, to: Lowering): void {
  const { x, kernel, bias } = op.inputs;
  const inputs = [to.name(x), to.name(kernel)];
  if (bias !== undefined) inputs.push(to.name(bias));
  const y = to.node('Conv', inputs, {
    ...windowAttributes(op.geometry),
    ...padsAttribute(paddingOf(op.geometry)),
    dilations: ints(op.geometry.dilations),
    group: int(op.geometry.groups),
  });
  to.bind(op.outputs.y, y);
}

export function lowerDense(op: OpOf<'dense'>, to: Lowering): void {
  const { x, kernel, bias } = op.inputs;
  const inputs = [to.name(x), to.name(kernel)];
  if (bias !== undefined) inputs.push(to.name(bias));
  to.bind(op.outputs.y, to.node('Gemm', inputs));
}
