// Pools. Over volumes they run over planes, then over depth: tfjs' own finds other maxima on wasm (seen
// with 4.22), and the mean of means is the mean, since padding counts along each axis for itself.

import type { Padding, PoolGeometry } from '../../../graph/ops.js';
import type { Shape } from '../../../graph/value.js';
import { literal } from '../../typescript-common/literal.js';
import { brief, isPadded } from '../../typescript-common/windows.js';
import type { LayerCall } from '../call.js';
import type { CoreFragment } from '../core-fragment.js';
import { asPlaneGeometry, asPlaneMap, padOption } from '../geometry.js';
import { planesThenDepth } from '../helpers/axes.js';
import { averagePooling, maxPooling } from '../helpers/pools.js';
import { overSequence } from './kernel-layer.js';
import { padCall } from './edges.js';
import type { Rule } from './rule.js';

export const maxPool: Rule<'max-pool'> = (op, graph) => {
  const input = graph.shapeOf(op.inputs.x);
  return [poolCall(maxPooling, extended(op.geometry), input, graph.shapeOf(op.outputs.y))];
};

export const averagePool: Rule<'average-pool'> = (op, graph) => {
  const [input, output] = [graph.shapeOf(op.inputs.x), graph.shapeOf(op.outputs.y)];
  const { padding } = op.geometry;
  if (!op.includePadding || !isPadded(padding)) {
    return [poolCall(averagePooling, extended(op.geometry), input, output)];
  }
  const zeros = padCall(padding, input);
  const unpadded = padding.map((): Padding => ({ before: 0, after: 0 }));
  const rest = extended({ ...op.geometry, padding: unpadded });
  return [zeros, poolCall(averagePooling, rest, zeros.output, output)];
};

/** What ceil rounding adds is more padding after the map, to a pool that leaves padding out. */
function extended(geometry: PoolGeometry): PoolGeometry {
  const padding = geometry.padding.map(({ before, after }, axis) => ({
    before,
    after: after + geometry.extension[axis],
  }));
  return { ...geometry, padding, extension: geometry.extension.map(() => 0) };
}

function poolCall(helper: CoreFragment, geometry: PoolGeometry, input: Shape, output: Shape): LayerCall {
  const map = input.slice(0, -1);
  if (map.length === 3) return volumeCall(helper, geometry, map, output);
  const source = planeSource(helper, asPlaneGeometry(geometry), asPlaneMap(map));
  return overSequence(map.length === 1, { source, output, needs: [helper] });
}

function planeSource({ name }: CoreFragment, geometry: PoolGeometry, map: Shape): string {
  const { window, strides } = geometry;
  return `${name}(${[brief(window), brief(strides), padOption(geometry, map)].map(literal).join(', ')})`;
}

function volumeCall(helper: CoreFragment, geometry: PoolGeometry, map: Shape, output: Shape): LayerCall {
  const [planes, depth] = [axesOf(geometry, [1, 2]), axesOf(geometry, [0])];
  const columns: PoolGeometry = {
    window: [...depth.window, 1],
    strides: [...depth.strides, 1],
    padding: [...depth.padding, { before: 0, after: 0 }],
    extension: [0, 0],
  };
  const overPlanes = planeSource(helper, planes, map.slice(1));
  const overDepth = planeSource(helper, columns, [map[0], output[1] * output[2]]);
  return {
    source: `planesThenDepth(${overPlanes}, ${overDepth})`,
    output,
    needs: [planesThenDepth, helper],
  };
}

/** The geometry along some axes alone. */
function axesOf(geometry: PoolGeometry, axes: readonly number[]): PoolGeometry {
  return {
    window: axes.map((axis) => geometry.window[axis]),
    strides: axes.map((axis) => geometry.strides[axis]),
    padding: axes.map((axis) => geometry.padding[axis]),
    extension: axes.map((axis) => geometry.extension[axis]),
  };
}
