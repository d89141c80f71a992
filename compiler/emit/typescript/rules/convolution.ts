// Convolutions. tfjs layers ignore groups, refuse a stride beside dilation, have no padding but
// `same`, and no gradient of a dilated convolution: those become classes of the module.

import type { ConvolutionGeometry, OpOf } from '../../../graph/ops.js';
import type { LiteralValue } from '../literal.js';
import { convolutionClass } from '../classes/convolution.js';
import type { GraphView } from '../graph-view.js';
import { initializerObject, initializerUnless, isGlorotOf, kernelInitializer } from '../initializer.js';
import type { LayerCall, LayerWeight } from '../layer-call.js';
import { brief, isPadded, isSame, paddingSides, requirePlane, zeroPadding } from '../windows.js';
import { absorbActivation } from './activation.js';
import type { Rule } from './rule.js';

type Convolution = OpOf<'convolution'>;

export const convolution: Rule<'convolution'> = (op, graph) => {
  requirePlane(op.origin.layer, op.geometry);
  const depthwise = isDepthwise(op, graph);
  if (isDilated(op.geometry) || (op.geometry.groups > 1 && !depthwise)) return [classCall(op, graph)];
  const input = graph.shapeOf(op.inputs.x);
  const { padding } = op.geometry;
  const same = isPadded(padding) && isSame(op.geometry, input);
  const call = depthwise ? depthwiseCall(op, same, graph) : standardCall(op, same, graph);
  const zeros = isPadded(padding) && !same ? [zeroPadding(padding, input)] : [];
  return [...zeros, { ...call, absorb: absorbActivation(call) }];
};

function isDepthwise({ geometry, inputs }: Convolution, graph: GraphView): boolean {
  return geometry.groups > 1 && geometry.groups === graph.shapeOf(inputs.x)[2];
}

/** Dilation along an axis where the window is one pixel spreads nothing. */
function isDilated({ dilations, window }: ConvolutionGeometry): boolean {
  return dilations.some((dilation, axis) => dilation > 1 && window[axis] > 1);
}

function standardCall(op: Convolution, same: boolean, graph: GraphView): LayerCall {
  const [height, width, channels, filters] = graph.shapeOf(op.inputs.kernel);
  const [kernel, bias] = weightsOf(op, graph);
  const area = height * width;
  return {
    layer: 'conv2d',
    word: 'conv',
    options: {
      filters,
      ...windowOptions(op.geometry, same),
      activation: undefined,
      useBias: bias === undefined ? false : undefined,
      kernelInitializer: kernelInitializer(kernel.weight, [area * channels, area * filters]),
      biasInitializer: initializerUnless('zeros', bias?.weight),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: bias === undefined ? [kernel] : [kernel, bias],
  };
}

function depthwiseCall(op: Convolution, same: boolean, graph: GraphView): LayerCall {
  const [height, width, , filters] = graph.shapeOf(op.inputs.kernel);
  const channels = op.geometry.groups;
  const multiplier = filters / channels;
  const [kernel, bias] = weightsOf(op, graph);
  const area = height * width;
  return {
    layer: 'depthwiseConv2d',
    word: 'depthwise',
    options: {
      ...windowOptions(op.geometry, same),
      depthMultiplier: multiplier === 1 ? undefined : multiplier,
      activation: undefined,
      useBias: bias === undefined ? false : undefined,
      depthwiseInitializer: kernelInitializer(kernel.weight, [area * channels, area * multiplier]),
      biasInitializer: initializerUnless('zeros', bias?.weight),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: [{ ...kernel, variable: 'depthwise_kernel' }, ...(bias === undefined ? [] : [bias])],
  };
}

function windowOptions(
  { window, strides }: ConvolutionGeometry,
  same: boolean,
): Record<string, LiteralValue> {
  return {
    kernelSize: brief(window),
    ...(strides.some((stride) => stride > 1) ? { strides: brief(strides) } : {}),
    ...(same ? { padding: 'same' } : {}),
  };
}

/** A layer of a class of the module, which pads by itself and starts its kernel by Glorot. */
function classCall(op: Convolution, graph: GraphView): LayerCall {
  const { window, strides, padding, dilations, groups } = op.geometry;
  const dilated = isDilated(op.geometry);
  const depthwise = isDepthwise(op, graph);
  const [height, width, channels, filters] = graph.shapeOf(op.inputs.kernel);
  const [kernel, bias] = weightsOf(op, graph);
  const fans = [height * width * channels, height * width * filters] as const;
  const { initializer } = kernel.weight;
  return {
    layer: convolutionClass(dilated, depthwise ? 'depthwise' : groups > 1 ? 'grouped' : 'full'),
    word: 'conv',
    options: {
      filters,
      kernelSize: window,
      strides,
      padding: paddingSides(padding),
      dilationRate: dilated ? dilations : undefined,
      groups: groups > 1 && !depthwise ? groups : undefined,
      useBias: bias !== undefined,
      kernelInitializer: isGlorotOf(initializer, fans) ? undefined : initializerObject(initializer),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: bias === undefined ? [kernel] : [kernel, bias],
  };
}

function weightsOf(op: Convolution, graph: GraphView): [LayerWeight, LayerWeight | undefined] {
  const { kernel, bias } = op.inputs;
  return [
    { variable: 'kernel', weight: graph.weight(kernel) },
    bias === undefined ? undefined : { variable: 'bias', weight: graph.weight(bias) },
  ];
}
