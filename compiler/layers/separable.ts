// `separable MAPS KERNEL ...`, a depthwise convolution and a 1x1 convolution of what it makes.

import type { ConvolutionGeometry } from '../graph/ops.js';
import { sizeOf } from '../graph/value.js';
import { channels } from '../shapes/shape.js';
import type { Inferred, LayerDefinition } from './definition.js';
import {
  biasWeight,
  init,
  kernel,
  kernelWeight,
  kernelWish,
  maps,
  multiplier,
  nobias,
  otherMaps,
  placement,
} from './kernels.js';
import { pointwiseGeometry } from './pointwise.js';
import { placeWindow } from './windowed.js';

const signature = { maps, kernel, multiplier, ...placement, nobias, init };

interface Plan {
  readonly depthwise: ConvolutionGeometry;
  /** What flows between the two halves. */
  readonly between: readonly number[];
}

export const separable: LayerDefinition<typeof signature, Plan> = {
  word: 'separable',
  documentation: {
    summary:
      'A depthwise convolution and then a 1x1 convolution of what it makes, with nothing between the two. It sees as much as a `conv` with the same kernel, for a fraction of the weights. The bias is that of the second half.',
    formula: 'kernel · C·M + C·M · maps weights, and maps biases',
    source: 'Chollet 2017, “Xception: deep learning with depthwise separable convolutions”',
    example: 'input 28x28x16\nseparable 32 3x3 same relu -> 28x28x32\n',
  },
  signature,
  suffixes: true,

  infer(call): Inferred<Plan> | undefined {
    const placed = placeWindow(call, kernelWish(call, call.values.kernel));
    if (placed === undefined) return undefined;
    const { maps, multiplier, nobias, init } = call.values;
    const groups = channels(call.input.shape);
    const { window } = placed.geometry;
    const middle = groups * multiplier;
    const depthwise = kernelWeight([...window, 1, middle], init, 'depthwise');
    const pointwise = kernelWeight([...window.map(() => 1), middle, maps], init, 'pointwise');
    return {
      extent: placed.geometry,
      explain: placed.explain,
      reach: placed.reach,
      output: [...placed.output, maps],
      weights: nobias ? [depthwise, pointwise] : [depthwise, pointwise, biasWeight(maps)],
      macs: sizeOf(placed.output) * (sizeOf(depthwise.shape) + sizeOf(pointwise.shape)),
      widen: (wanted) => [otherMaps(call, wanted)],
      plan: { depthwise: { ...placed.geometry, groups }, between: [...placed.output, middle] },
    };
  },

  lower({ graph, x, plan, output, weight }) {
    const [depthwise, pointwise] = [weight('depthwise') as number, weight('pointwise') as number];
    const each = { kind: 'convolution', inputs: { x, kernel: depthwise }, geometry: plan.depthwise } as const;
    const middle = graph.apply(each, plan.between);
    const bias = weight('bias');
    const inputs = { x: middle, kernel: pointwise, ...(bias !== undefined && { bias }) };
    const geometry = pointwiseGeometry(plan.depthwise.window.map(() => 1));
    return graph.apply({ kind: 'convolution', inputs, geometry }, output);
  },
};
