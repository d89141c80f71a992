// Convolutions. tfjs fuses bias and some activations into those of planes; sequences are planes of height
// 1, and volumes have an operation of their own, without padding or dilation.

import type { FusedConvolution } from '../../../graph/inference-ops.js';
import type { Convolution } from '../../../graph/ops.js';
import type { Shape } from '../../../graph/value.js';
import { literal, objectLiteral, type Properties } from '../../typescript-common/literal.js';
import { brief, isPadded } from '../../typescript-common/windows.js';
import type { LayerCall } from '../call.js';
import { asPlaneGeometry, asPlaneMap, explicitPad, isDilated, isStrided, padOption } from '../geometry.js';
import type { GraphView } from '../graph-view.js';
import {
  convolution as convolutionHelper,
  convolution3d,
  depthwiseConvolution,
} from '../helpers/convolutions.js';
import { activationCall, fusedOptions } from './activation.js';
import { padCall } from './edges.js';
import { kernelLayer, overSequence } from './kernel-layer.js';
import { kernelOf } from './kernels.js';

type AnyConvolution = Convolution | FusedConvolution;

export function convolution(op: AnyConvolution, graph: GraphView): readonly LayerCall[] {
  const output = graph.shapeOf(op.outputs.y);
  const applied = op.kind === 'fused-convolution' ? op.function : undefined;
  const inSpace = op.geometry.window.length === 3;
  const fused = inSpace ? undefined : fusedOptions(applied);
  const layers = inSpace ? volume(op, output, graph) : [plane(op, fused ?? {}, output, graph)];
  return applied === undefined || fused !== undefined ? layers : [...layers, activationCall(applied, output)];
}

function plane(op: AnyConvolution, activation: Properties, output: Shape, graph: GraphView): LayerCall {
  const { inputs, geometry } = op;
  const [input, over] = [graph.shapeOf(inputs.x), asPlaneGeometry(geometry)];
  const channels = input[input.length - 1];
  const isDepthwise = geometry.groups > 1 && geometry.groups === channels;
  // tfjs takes a stride or a dilation, not both: the zeros of such a kernel are written out.
  const writtenOut = isDilated(geometry) && isStrided(geometry);
  const dilations = isDilated(geometry) && !writtenOut ? brief(over.dilations) : undefined;
  const options = objectLiteral({
    strides: brief(over.strides),
    // No word of tfjs counts dilation in as the language does.
    pad: isDilated(geometry) ? explicitPad(over.padding) : padOption(over, asPlaneMap(input.slice(0, -1))),
    dilations,
    ...activation,
  });
  const groups = isDepthwise ? 1 : geometry.groups;
  const weights = kernelOf(
    op,
    geometry,
    { dilated: writtenOut, groups, channels: isDepthwise ? channels : undefined },
    graph,
  );
  const helper = isDepthwise ? depthwiseConvolution : convolutionHelper;
  return overSequence(
    geometry.window.length === 1,
    kernelLayer({ helper, weights, options, groups, output }),
  );
}

function volume(op: AnyConvolution, output: Shape, graph: GraphView): readonly LayerCall[] {
  const { inputs, geometry } = op;
  const { groups, strides, padding } = geometry;
  const zeros = isPadded(padding) ? [padCall(padding, graph.shapeOf(inputs.x))] : [];
  const weights = kernelOf(op, geometry, { dilated: true, groups }, graph);
  const options = literal(brief(strides));
  return [...zeros, kernelLayer({ helper: convolution3d, weights, options, groups, output })];
}
