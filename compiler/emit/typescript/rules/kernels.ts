// What the rules of convolutions, transposed or not, have in common.

import type { ConvolutionGeometry, OpOf } from '../../../graph/ops.js';
import type { GraphView } from '../graph-view.js';
import type { LayerWeight } from '../layer-call.js';

/** Dilation along an axis where the window is one pixel spreads nothing. */
export function isDilated({ dilations, window }: ConvolutionGeometry): boolean {
  return dilations.some((dilation, axis) => dilation > 1 && window[axis] > 1);
}

/** Kernel and bias. */
export function weightsOf(
  { inputs }: OpOf<'convolution'> | OpOf<'transposed-convolution'>,
  graph: GraphView,
): [LayerWeight, LayerWeight | undefined] {
  const { kernel, bias } = inputs;
  return [
    { variable: 'kernel', weight: graph.weight(kernel) },
    bias === undefined ? undefined : { variable: 'bias', weight: graph.weight(bias) },
  ];
}
