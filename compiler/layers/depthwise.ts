// `depthwise KERNEL ...`, a convolution of each channel by itself.

import type { ConvolutionGeometry } from '../graph/ops.js';
import { sizeOf } from '../graph/value.js';
import { channels } from '../shapes/shape.js';
import type { Inferred, LayerDefinition } from './definition.js';
import {
  biasWeight,
  groupedGeometry,
  init,
  kernel,
  kernelWeight,
  kernelWish,
  lowerConvolution,
  multiplier,
  nobias,
  placement,
} from './kernels.js';
import { placeWindow } from './windowed.js';

const signature = { kernel, multiplier, ...placement, nobias, init };

export const depthwise: LayerDefinition<typeof signature, ConvolutionGeometry> = {
  word: 'depthwise',
  documentation: {
    summary:
      'Slides kernels over each channel by itself and sums nothing over channels: a convolution with as many groups as there are channels. With `multiplier M` each channel makes M maps, side by side.',
    formula: 'H x W x C makes C·M maps with kernel · C·M weights; sizes as those of `conv`',
    source:
      'Howard et al. 2017, “MobileNets: efficient convolutional neural networks for mobile vision applications”',
    example:
      'input 28x28x16\ndepthwise 3x3 same bn relu6 -> 28x28x16\ndepthwise 3x3 stride 2 same multiplier 2 -> 14x14x32\n',
  },
  signature,
  suffixes: true,

  infer(call): Inferred<ConvolutionGeometry> | undefined {
    const placed = placeWindow(call, kernelWish(call, call.values.kernel));
    if (placed === undefined) return undefined;
    const { multiplier, nobias, init } = call.values;
    const groups = channels(call.input.shape);
    const maps = groups * multiplier;
    const kernel = kernelWeight([...placed.geometry.window, 1, maps], init);
    return {
      extent: placed.geometry,
      explain: placed.explain,
      reach: placed.reach,
      output: [...placed.output, maps],
      weights: nobias ? [kernel] : [kernel, biasWeight(maps)],
      macs: sizeOf(placed.output) * sizeOf(kernel.shape),
      plan: groupedGeometry(placed.geometry, groups),
    };
  },

  lower: lowerConvolution,
};
