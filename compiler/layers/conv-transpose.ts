// `conv-transpose MAPS KERNEL ...`, the convolution that makes maps larger.

import type { TransposedGeometry } from '../graph/ops.js';
import { sizeOf } from '../graph/value.js';
import { channels } from '../shapes/shape.js';
import type { Inferred, LayerDefinition } from './definition.js';
import { dividesChannels } from './groups.js';
import {
  biasWeight,
  init,
  kernel,
  kernelWeight,
  kernelWish,
  maps,
  nobias,
  otherMaps,
  placement,
} from './kernels.js';
import { count, countOrZero } from './readers.js';
import { option } from './signature.js';
import { placeTransposed } from './transposed.js';

const signature = {
  maps,
  kernel,
  stride: option(
    placement.stride.reader,
    [1],
    'how far apart the kernels lie that neighbouring pixels lay down',
  ),
  pad: option(
    placement.pad.reader,
    undefined,
    'pixels that are cut off the output; none unless stated. `same` gives N·stride, `auto` what the line claims, all of it on an axis that is claimed as `_`',
    ['same', 'valid'],
  ),
  'output-pad': option(countOrZero, [0], 'pixels that are added after the output, fewer than the stride'),
  dilation: placement.dilation,
  groups: option(count, 1, 'into how many independent parts the channels are split'),
  nobias,
  init,
};

export const convTranspose: LayerDefinition<typeof signature, TransposedGeometry> = {
  word: 'conv-transpose',
  documentation: {
    summary:
      'Lays down a kernel for each pixel, times the pixel, a stride apart, and sums where they overlap: a convolution turned round, which makes maps larger. It is the gradient of `conv` with the same arguments, and with `same` it makes of N the N·stride of which that `conv` makes N again. `output-pad` tells which of the sizes is meant that such a `conv` takes to the same one; from the stride on that would be another size, so it stays below, also where dilation would let ONNX and PyTorch take more.',
    formula: 'out = (N − 1)·stride + dilation·(kernel − 1) + 1 − before − after + output-pad on each axis',
    source:
      'Dumoulin and Visin 2016, “A guide to convolution arithmetic for deep learning”; sizes as in ONNX ConvTranspose',
    example:
      'input 14x14x32\nconv-transpose 16 2x2 stride 2 relu -> 28x28x16\nconv-transpose 8 3x3 stride 2 same -> 56x56x8\n',
  },
  signature,
  suffixes: true,

  infer(call): Inferred<TransposedGeometry> | undefined {
    const { maps, groups, nobias, init } = call.values;
    const placed = placeTransposed(call, kernelWish(call, call.values.kernel), call.values['output-pad']);
    if (!dividesChannels(call, maps, groups) || placed === undefined) return undefined;
    const depth = channels(call.input.shape);
    // The kernel of the convolution that it turns round: from the maps to the channels that arrive.
    const kernel = kernelWeight([...placed.geometry.window, maps / groups, depth], init);
    return {
      output: [...placed.output, maps],
      weights: nobias ? [kernel] : [kernel, biasWeight(maps)],
      macs: sizeOf(call.input.shape.slice(0, -1)) * sizeOf(kernel.shape),
      extent: placed.extent,
      explain: placed.explain,
      reach: placed.reach,
      widen: (wanted) => [otherMaps(call, wanted)],
      plan: { ...placed.geometry, groups },
    };
  },

  lower({ graph, x, plan, output, weight }) {
    const [kernel, bias] = [weight('kernel') as number, weight('bias')];
    const inputs = bias === undefined ? { x, kernel } : { x, kernel, bias };
    return graph.apply({ kind: 'transposed-convolution', inputs, geometry: plan }, output);
  },
};
