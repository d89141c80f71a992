// `conv MAPS KERNEL ...`, the convolution.

import type { ConvolutionGeometry } from '../graph/ops.js';
import { sizeOf } from '../graph/value.js';
import { channels } from '../shapes/shape.js';
import type { Inferred, LayerDefinition } from './definition.js';
import { dividesChannels } from './groups.js';
import {
  biasWeight,
  groupedGeometry,
  init,
  kernel,
  kernelWeight,
  kernelWish,
  lowerConvolution,
  maps,
  nobias,
  otherMaps,
  placement,
} from './kernels.js';
import { count } from './readers.js';
import { option } from './signature.js';
import { placeWindow } from './windowed.js';

const signature = {
  maps,
  kernel,
  ...placement,
  groups: option(count, 1, 'into how many independent parts the channels are split'),
  nobias,
  init,
};

export const conv: LayerDefinition<typeof signature, ConvolutionGeometry> = {
  word: 'conv',
  documentation: {
    summary:
      'Slides a kernel over the map and sums, at each place and over all channels of its group, the products of kernel and pixels, plus a bias. As everywhere in the field this is a cross-correlation: the kernel is not flipped.',
    formula: 'out = ⌊(N + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1 on each axis',
    source:
      'LeCun et al. 1998, “Gradient-based learning applied to document recognition”; sizes as in ONNX Conv',
    example: 'input 28x28x1\nconv 32 5x5 same relu -> 28x28x32\nconv 64 3x3 stride 2 pad auto -> 14x14\n',
  },
  signature,
  suffixes: true,

  infer(call): Inferred<ConvolutionGeometry> | undefined {
    const { maps, groups, nobias, init } = call.values;
    const placed = placeWindow(call, kernelWish(call, call.values.kernel));
    if (!dividesChannels(call, maps, groups) || placed === undefined) return undefined;
    const depth = channels(call.input.shape) / groups;
    const kernel = kernelWeight([...placed.geometry.window, depth, maps], init);
    return {
      extent: placed.geometry,
      explain: placed.explain,
      reach: placed.reach,
      output: [...placed.output, maps],
      weights: nobias ? [kernel] : [kernel, biasWeight(maps)],
      macs: sizeOf(placed.output) * sizeOf(kernel.shape),
      widen: (wanted) => [otherMaps(call, wanted)],
      plan: groupedGeometry(placed.geometry, groups),
    };
  },

  lower: lowerConvolution,
};
