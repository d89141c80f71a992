// The sizes that the gradient of a kernel is written with.

import type { OpOf } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import { channelsFirst } from '../../layout.js';
import type { Lowering } from '../../lowering.js';
import type { Name } from '../../node-list.js';

export type KernelGradient = OpOf<'convolution-kernel-gradient', TrainingOp>;

export interface ConvolutionSizes {
  readonly batch: number;
  readonly groups: number;
  /** Channels of the input and of the output. */
  readonly input: number;
  readonly output: number;
  /** Spatial sizes of the input and of the output. */
  readonly inputMap: readonly number[];
  readonly outputMap: readonly number[];
}

/** A way to write the gradient, [out, in / groups, ...taps] in any shape. */
export type Way = (op: KernelGradient, to: Lowering, sizes: ConvolutionSizes) => Name;

export function sizesOf(op: KernelGradient, to: Lowering): ConvolutionSizes {
  const [input, ...inputMap] = channelsFirst(to.shape(op.inputs.x));
  const [output, ...outputMap] = channelsFirst(to.shape(op.inputs.dy));
  return { batch: to.batch, groups: op.geometry.groups, input, output, inputMap, outputMap };
}
