// Pools. tfjs pads max-pools right for `same` and has no other padding; its averages leave padding
// out, but their gradients divide by the whole window all the same (seen on cpu), so that a padded
// average is a class of the module's own. So are max-pools in space: tfjs finds other maxima on wasm,
// and on cpu other places for their gradients where windows are no squares.

import type { OpOf, Padding, PoolGeometry } from '../../../graph/ops.js';
import type { Shape } from '../../../graph/value.js';
import { paddedAveragePooling } from '../classes/padded-average-pooling.js';
import { paddedMaxPooling, stackedMaxPooling } from '../classes/padded-max-pooling.js';
import { paddedPooling, type PaddedPool } from '../classes/padded-pooling.js';
import type { GraphView } from '../graph-view.js';
import type { LayerCall } from '../layer-call.js';
import { brief, isPadded, isSame, paddingPairs } from '../../typescript-common/windows.js';
import { axesOf, zeroPadding } from '../windows.js';
import type { Rule } from './rule.js';

type Pool = OpOf<'max-pool'> | OpOf<'average-pool'>;

export const maxPool: Rule<'max-pool'> = (op, graph) => {
  const input = graph.shapeOf(op.inputs.x);
  const geometry = extended(op.geometry);
  const inSpace = geometry.window.length === 3;
  if (!isPadded(geometry.padding)) {
    return [inSpace ? stacked(op, graph) : unpadded(op, 'maxPooling', 'globalMaxPooling', graph)];
  }
  if (inSpace || !isSame(geometry, input)) return [padded(op, geometry.padding, paddedMaxPooling, graph)];
  const { layer, word, options, output } = unpadded(op, 'maxPooling', 'globalMaxPooling', graph);
  return [{ layer, word, options: { ...options, padding: 'same' }, output }];
};

export const averagePool: Rule<'average-pool'> = (op, graph) => {
  const { padding, extension } = op.geometry;
  if (!op.includePadding) return [average(op, extended(op.geometry).padding, graph)];
  const beyond = extension.map((after) => ({ before: 0, after }));
  const zeros = isPadded(padding) ? [zeroPadding(padding, graph.shapeOf(op.inputs.x))] : [];
  return [...zeros, average(op, beyond, graph)];
};

/** An average over what is not padding. */
function average(op: Pool, padding: readonly Padding[], graph: GraphView): LayerCall {
  return isPadded(padding)
    ? padded(op, padding, paddedAveragePooling, graph)
    : unpadded(op, 'averagePooling', 'globalAveragePooling', graph);
}

/** What ceil rounding adds is more padding after the map, to a pool that leaves padding out. */
function extended(geometry: PoolGeometry): PoolGeometry {
  const padding = geometry.padding.map(({ before, after }, axis) => ({
    before,
    after: after + geometry.extension[axis],
  }));
  return { ...geometry, padding, extension: geometry.extension.map(() => 0) };
}

function unpadded(op: Pool, layer: string, globalLayer: string, graph: GraphView): LayerCall {
  const { window, strides } = op.geometry;
  const call: LayerCall = {
    layer: `${layer}${window.length}d`,
    word: 'pool',
    options: {
      poolSize: brief(window),
      strides: strides.join() === window.join() ? undefined : brief(strides),
    },
    output: graph.shapeOf(op.outputs.y),
  };
  // tfjs pools the whole of sequences and of planes, and of no other maps.
  if (window.length > 2 || !seesWholeMap(op, graph.shapeOf(op.inputs.x))) return call;
  return { ...call, absorb: (next) => globalPool(`${globalLayer}${window.length}d`, next) };
}

function seesWholeMap({ geometry }: Pool, map: Shape): boolean {
  return geometry.window.every((size, axis) => size === map[axis]) && !isPadded(geometry.padding);
}

/** A pool of the whole map and the flatten after it are one layer of tfjs. */
function globalPool(layer: string, next: LayerCall): LayerCall | undefined {
  if (next.layer !== 'flatten') return undefined;
  return { layer, word: 'pool', options: {}, output: next.output };
}

function padded(op: Pool, padding: readonly Padding[], pool: PaddedPool, graph: GraphView): LayerCall {
  const { window, strides } = op.geometry;
  return {
    layer: paddedPooling(pool, axesOf(window)),
    word: 'pool',
    options: { poolSize: window, strides, padding: paddingPairs(padding) },
    output: graph.shapeOf(op.outputs.y),
  };
}

function stacked({ geometry, outputs }: Pool, graph: GraphView): LayerCall {
  const { window, strides } = geometry;
  return {
    layer: stackedMaxPooling,
    word: 'pool',
    options: { poolSize: window, strides },
    output: graph.shapeOf(outputs.y),
  };
}
