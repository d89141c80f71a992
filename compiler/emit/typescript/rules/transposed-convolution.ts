// Transposed convolutions. tfjs layers have those of two axes whose padding is `valid` or `same`,
// without groups or dilation; the rest become classes of the module.

import type { OpOf } from '../../../graph/ops.js';
import { transposedConvolutionClass } from '../classes/transposed-convolution.js';
import type { GraphView } from '../graph-view.js';
import { classInitializer, fansOf, initializerUnless, kernelInitializer } from '../initializer.js';
import type { LayerCall } from '../layer-call.js';
import { brief, isPadded, isSame, paddingPairs } from '../../typescript-common/windows.js';
import { axesOf } from '../windows.js';
import { absorbActivation } from './activation.js';
import { isDilated, weightsOf } from './kernels.js';
import type { Rule } from './rule.js';

type TransposedConvolution = OpOf<'transposed-convolution'>;

export const transposedConvolution: Rule<'transposed-convolution'> = (op, graph) => {
  const padding = tfjsPadding(op, graph);
  if (padding === undefined) return [classCall(op, graph)];
  const call = tfjsCall(op, padding, graph);
  return [{ ...call, absorb: absorbActivation(call) }];
};

/**
 * The word by which tfjs pads just so, if there is one. Its output is N·s for `same`, and for
 * `valid` (N − 1)·s + k, or N·s where the window is less than the stride.
 */
function tfjsPadding(
  { geometry, inputs, outputs }: TransposedConvolution,
  graph: GraphView,
): string | undefined {
  const { window, strides, padding, groups } = geometry;
  if (window.length !== 2 || groups > 1 || isDilated(geometry)) return undefined;
  const [small, large] = [graph.shapeOf(inputs.x), graph.shapeOf(outputs.y)];
  const grown = strides.map((stride, axis) => small[axis] * stride);
  const beyond = window.map((size, axis) => Math.max(0, size - strides[axis]));
  if (!isPadded(padding) && grown.every((size, axis) => size + beyond[axis] === large[axis])) return 'valid';
  return grown.every((size, axis) => size === large[axis]) && isSame(geometry, large) ? 'same' : undefined;
}

function tfjsCall(op: TransposedConvolution, padding: string, graph: GraphView): LayerCall {
  const { window, strides } = op.geometry;
  const shape = graph.shapeOf(op.inputs.kernel);
  const [kernel, bias] = weightsOf(op, graph);
  return {
    layer: 'conv2dTranspose',
    word: 'transposed',
    options: {
      filters: shape[2],
      kernelSize: brief(window),
      ...(strides.some((stride) => stride > 1) ? { strides: brief(strides) } : {}),
      ...(padding === 'valid' ? {} : { padding }),
      activation: undefined,
      useBias: bias === undefined ? false : undefined,
      kernelInitializer: kernelInitializer(kernel.weight, fansOf(shape)),
      biasInitializer: initializerUnless('zeros', bias?.weight),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: bias === undefined ? [kernel] : [kernel, bias],
  };
}

function classCall(op: TransposedConvolution, graph: GraphView): LayerCall {
  const { window, strides, padding, outputPadding, dilations, groups } = op.geometry;
  const dilated = isDilated(op.geometry);
  const [kernel, bias] = weightsOf(op, graph);
  return {
    layer: transposedConvolutionClass(axesOf(window), dilated, groups > 1),
    word: 'transposed',
    options: {
      filters: graph.shapeOf(op.outputs.y)[window.length],
      kernelSize: window,
      strides,
      padding: paddingPairs(padding),
      outputPadding,
      dilationRate: dilated ? dilations : undefined,
      groups: groups > 1 ? groups : undefined,
      useBias: bias !== undefined,
      kernelInitializer: classInitializer(kernel.weight, fansOf(graph.shapeOf(op.inputs.kernel))),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: bias === undefined ? [kernel] : [kernel, bias],
  };
}
