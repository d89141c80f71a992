// Convolutions. tfjs layers ignore groups, refuse a stride beside dilation, have no padding but
// `same`, no gradient of a dilated convolution, and convolve by channel in planes alone: what they
// lack becomes classes of the module.

import type { ConvolutionGeometry, OpOf } from '../../../graph/ops.js';
import { convolutionClass } from '../classes/convolution.js';
import type { Connection } from '../classes/kernel-source.js';
import type { GraphView } from '../graph-view.js';
import { classInitializer, fansOf, initializerUnless, kernelInitializer } from '../initializer.js';
import type { LayerCall } from '../layer-call.js';
import type { LiteralValue } from '../../typescript-common/literal.js';
import { brief, isPadded, isSame } from '../../typescript-common/windows.js';
import { axesOf, zeroPadding } from '../windows.js';
import { absorbActivation } from './activation.js';
import { isDilated, weightsOf } from './kernels.js';
import type { Rule } from './rule.js';
import { absorbPointwise } from './separable.js';

type Convolution = OpOf<'convolution'>;

export const convolution: Rule<'convolution'> = (op, graph) => {
  const { geometry } = op;
  const input = graph.shapeOf(op.inputs.x);
  const connection = connectionOf(op, graph);
  const ofTfjs = !isDilated(geometry) && (connection === 'full' || isDepthwisePlane(op, connection));
  const same = ofTfjs && isPadded(geometry.padding) && isSame(geometry, input);
  const zeros = isPadded(geometry.padding) && !same ? [zeroPadding(geometry.padding, input)] : [];
  if (!ofTfjs) return [...zeros, classCall(op, connection, graph)];
  return [...zeros, connection === 'full' ? standard(op, same, graph) : depthwise(op, same, graph)];
};

/** Depthwise convolutions of three axes are groups of one channel, since tfjs has nothing for them. */
function connectionOf({ geometry, inputs }: Convolution, graph: GraphView): Connection {
  const { groups, window } = geometry;
  if (groups === 1) return 'full';
  return window.length < 3 && groups === graph.shapeOf(inputs.x)[window.length] ? 'depthwise' : 'grouped';
}

function isDepthwisePlane({ geometry }: Convolution, connection: Connection): boolean {
  return connection === 'depthwise' && geometry.window.length === 2;
}

function standard(op: Convolution, same: boolean, graph: GraphView): LayerCall {
  const shape = graph.shapeOf(op.inputs.kernel);
  const [kernel, bias] = weightsOf(op, graph);
  const call: LayerCall = {
    layer: `conv${op.geometry.window.length}d`,
    word: 'conv',
    options: {
      filters: shape[shape.length - 1],
      ...windowOptions(op.geometry, same),
      activation: undefined,
      useBias: bias === undefined ? false : undefined,
      kernelInitializer: kernelInitializer(kernel.weight, fansOf(shape)),
      biasInitializer: initializerUnless('zeros', bias?.weight),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: bias === undefined ? [kernel] : [kernel, bias],
  };
  return { ...call, absorb: absorbActivation(call) };
}

function depthwise(op: Convolution, same: boolean, graph: GraphView): LayerCall {
  const [height, width, , filters] = graph.shapeOf(op.inputs.kernel);
  const channels = op.geometry.groups;
  const multiplier = filters / channels;
  const [kernel, bias] = weightsOf(op, graph);
  const call: LayerCall = {
    layer: 'depthwiseConv2d',
    word: 'depthwise',
    options: {
      ...windowOptions(op.geometry, same),
      depthMultiplier: multiplier === 1 ? undefined : multiplier,
      activation: undefined,
      useBias: bias === undefined ? false : undefined,
      depthwiseInitializer: kernelInitializer(kernel.weight, fansOf([height, width, channels, multiplier])),
      biasInitializer: initializerUnless('zeros', bias?.weight),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: [{ ...kernel, variable: 'depthwise_kernel' }, ...(bias === undefined ? [] : [bias])],
  };
  const activated = absorbActivation(call);
  return { ...call, absorb: (next) => activated(next) ?? absorbPointwise(call, next) };
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

/** A layer of a class of the module, which starts its kernel by Glorot. */
function classCall(op: Convolution, connection: Connection, graph: GraphView): LayerCall {
  const { window, strides, dilations, groups } = op.geometry;
  const dilated = isDilated(op.geometry);
  const shape = graph.shapeOf(op.inputs.kernel);
  const [kernel, bias] = weightsOf(op, graph);
  return {
    layer: convolutionClass(axesOf(window), dilated, connection),
    word: 'conv',
    options: {
      filters: shape[shape.length - 1],
      kernelSize: window,
      strides,
      dilationRate: dilated ? dilations : undefined,
      groups: connection === 'grouped' ? groups : undefined,
      useBias: bias !== undefined,
      kernelInitializer: classInitializer(kernel.weight, fansOf(shape)),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: bias === undefined ? [kernel] : [kernel, bias],
  };
}
