// Transposed convolutions. tfjs has them for planes and for volumes, without groups, dilation or output
// padding; in space the padding is cut off.

import type { TransposedConvolution } from '../../../graph/ops.js';
import type { Shape } from '../../../graph/value.js';
import { literal, type LiteralValue } from '../../typescript-common/literal.js';
import { brief, isPadded } from '../../typescript-common/windows.js';
import type { LayerCall } from '../call.js';
import type { CoreFragment } from '../core-fragment.js';
import { asPlaneGeometry, asPlaneMap, explicitPad } from '../geometry.js';
import type { GraphView } from '../graph-view.js';
import {
  transposedConvolution as transposedConvolution2d,
  transposedConvolution3d,
} from '../helpers/convolutions.js';
import { sliceCall } from './edges.js';
import { kernelLayer, overSequence } from './kernel-layer.js';
import { kernelOf } from './kernels.js';

export function transposedConvolution(op: TransposedConvolution, graph: GraphView): readonly LayerCall[] {
  const output = graph.shapeOf(op.outputs.y);
  const { geometry } = op;
  return geometry.window.length === 3 ? volume(op, output, graph) : [plane(op, output, graph)];
}

function plane(op: TransposedConvolution, output: Shape, graph: GraphView): LayerCall {
  const { strides, padding } = asPlaneGeometry(op.geometry);
  const size = asPlaneMap(output.slice(0, -1));
  const options = [size, brief(strides), explicitPad(padding)];
  const call = layer(op, transposedConvolution2d, options, output, graph);
  return overSequence(op.geometry.window.length === 1, call);
}

function volume(op: TransposedConvolution, output: Shape, graph: GraphView): readonly LayerCall[] {
  const { strides, padding } = op.geometry;
  const map = output.slice(0, -1);
  const whole = padding.map(({ before, after }, axis) => before + map[axis] + after);
  const shape = [...whole, ...output.slice(-1)];
  const call = layer(op, transposedConvolution3d, [whole, strides], shape, graph);
  if (!isPadded(padding)) return [call];
  return [call, sliceCall([...padding.map(({ before }) => before), 0], output)];
}

function layer(
  op: TransposedConvolution,
  helper: CoreFragment,
  options: readonly LiteralValue[],
  output: Shape,
  graph: GraphView,
): LayerCall {
  const { groups } = op.geometry;
  const weights = kernelOf(op, op.geometry, { dilated: true, groups }, graph);
  return kernelLayer({ helper, weights, options: options.map(literal).join(', '), groups, output });
}
