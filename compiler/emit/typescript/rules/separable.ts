// Separable convolutions, which the language lowers to two: by channel, then by pixel. tfjs has one
// layer for both.

import type { Weight } from '../../../graph/value.js';
import { KERNEL_INITIALIZER } from '../initializer.js';
import type { LayerCall } from '../layer-call.js';
import { absorbActivation } from './activation.js';

/** The layer that does a depthwise convolution and the pointwise one after it, of one layer of the source. */
export function absorbPointwise(depthwise: LayerCall, next: LayerCall): LayerCall | undefined {
  if (next.layer !== 'conv2d' || !seesPixels(next) || !startAlike(depthwise, next)) return undefined;
  const [kernel, ...bias] = depthwise.weights ?? [];
  const [pointwise, ...rest] = next.weights ?? [];
  if (bias.length > 0 || !areOfOneLayer(kernel.weight, pointwise.weight)) return undefined;
  const { kernelSize, depthMultiplier, strides, padding, depthwiseInitializer } = depthwise.options;
  const call: LayerCall = {
    layer: 'separableConv2d',
    word: 'separable',
    options: {
      filters: next.options.filters,
      kernelSize,
      strides,
      padding,
      depthMultiplier,
      activation: undefined,
      useBias: next.options.useBias,
      depthwiseInitializer: depthwiseInitializer === KERNEL_INITIALIZER ? undefined : depthwiseInitializer,
      biasInitializer: next.options.biasInitializer,
    },
    output: next.output,
    weights: [kernel, { ...pointwise, variable: 'pointwise_kernel' }, ...rest],
  };
  return { ...call, absorb: absorbActivation(call) };
}

function seesPixels({ options }: LayerCall): boolean {
  return options.kernelSize === 1 && options.strides === undefined;
}

/** tfjs takes the initializer of the one kernel, Glorot's if none is given, for the other too. */
function startAlike({ options }: LayerCall, pointwise: LayerCall): boolean {
  // Initializers with a limit of their own are objects that differ.
  return options.depthwiseInitializer === pointwise.options.kernelInitializer;
}

/** `block1.separable1/depthwise` and `block1.separable1/pointwise` are. */
function areOfOneLayer({ name: depthwise }: Weight, { name: pointwise }: Weight): boolean {
  const layer = depthwise.replace(/\/depthwise$/, '');
  return layer !== depthwise && pointwise === `${layer}/pointwise`;
}
