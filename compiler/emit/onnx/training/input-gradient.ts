// dL/dx of a convolution: its transposition, applied to dy.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { transposeConvolution } from '../forward/transposed-convolution.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';
import { effectiveWindow, paddingOf } from '../windows.js';

type InputGradient = OpOf<'convolution-input-gradient', TrainingOp>;

export function lowerInputGradient(op: InputGradient, to: Lowering): void {
  const { dy, kernel } = op.inputs;
  const large = channelsFirst(to.shape(op.outputs.dx));
  const dx = transposeConvolution(to, {
    x: to.name(dy),
    kernel: to.name(kernel),
    geometry: { ...op.geometry, outputPadding: unseenPixels(op, large.slice(1)) },
    small: channelsFirst(to.shape(dy)),
    large,
  });
  to.bind(op.outputs.dx, dx);
}

/** Pixels at the end of each axis that no window reached still have a place, with gradient 0. */
function unseenPixels({ geometry }: InputGradient, map: readonly number[]): number[] {
  const { before, after } = paddingOf(geometry);
  const reach = effectiveWindow(geometry);
  return map.map((size, axis) => (size + before[axis] + after[axis] - reach[axis]) % geometry.strides[axis]);
}
