// What each convolution and pool makes of one picture.

import type { Graph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import type { Shape, ValueId } from '../../compiler/graph/value.js';
import type { Engine } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import { spreadOver } from './clipped.js';
import { byteOf, planeOf, rangeOf, shrunk, type OpaqueRaster, type Raster } from './pictures.js';
import { sheetOf } from './sheet.js';

export interface MapSheet {
  readonly layer: string;
  readonly shape: Shape;
  readonly shown: number;
  readonly sheet: Raster;
}

export interface MapSheets {
  readonly sheets: readonly MapSheet[];
  /** How many layers are left out. */
  readonly left: number;
}

const mostLayers = 20;
const mostMaps = 12;
const longestSide = 56;

const shownKinds: readonly Op['kind'][] = [
  'convolution',
  'transposed-convolution',
  'max-pool',
  'average-pool',
];
const suffixKinds: readonly Op['kind'][] = ['batch-normalization', 'activation', 'prelu'];

/** The value of a layer with what is written behind it on its line: `conv 8 3x3 bn relu`. */
function endOfLayer(graph: Graph, { origin, outputs: { y } }: Op): ValueId {
  const next = graph.ops.find(
    (op) =>
      suffixKinds.includes(op.kind) &&
      op.origin.layer.startsWith(`${origin.layer}.`) &&
      'x' in op.inputs &&
      op.inputs.x === y,
  );
  return next === undefined ? y : endOfLayer(graph, { ...next, origin });
}

interface ShownLayer {
  readonly layer: string;
  readonly value: ValueId;
  readonly shape: Shape;
}

function isMap([height, width, ...rest]: Shape): boolean {
  return rest.length === 1 && height > 1 && width > 1;
}

/** In the order of computation. A layer of several such operations, as `separable`, is shown as its last leaves it. */
function mapLayers(graph: Graph): ShownLayer[] {
  const layers = new Map<string, ShownLayer>();
  for (const op of graph.ops.filter(({ kind }) => shownKinds.includes(kind))) {
    const { layer } = op.origin;
    const value = endOfLayer(graph, op);
    const { shape } = graph.values[value];
    if (isMap(shape)) layers.set(layer, { layer, value, shape });
  }
  return [...layers.values()];
}

/** Each map from its least value, black, to its greatest, white. */
function mapRaster(data: Float32Array, shape: Shape, channel: number): OpaqueRaster {
  const { width, height, values } = shrunk(planeOf(data, shape, channel), longestSide);
  const [low, high] = rangeOf(values);
  return { width, height, channels: 1, pixels: Uint8Array.from(values, (value) => byteOf(value, low, high)) };
}

function sheetOfLayer({ layer, shape }: ShownLayer, { data }: Tensor): MapSheet {
  const shown = Math.min(shape[2], mostMaps);
  const rasters = Array.from({ length: shown }, (_, channel) => mapRaster(data, shape, channel));
  return { layer, shape, shown, sheet: sheetOf(rasters, mostMaps) };
}

/** @param image [1, ...shape of the network's input], scaled as in training */
export async function mapSheets(
  graph: Graph,
  weights: Weights,
  engine: Engine,
  image: Tensor,
): Promise<MapSheets> {
  const layers = mapLayers(graph);
  const shown = spreadOver(layers, mostLayers);
  if (shown.length === 0) return { sheets: [], left: 0 };
  const outputs = shown.map(({ layer, value }) => ({ name: layer, value }));
  const session = await engine.infer({ ...graph, outputs }, weights);
  try {
    const [{ name }] = graph.inputs;
    const maps = await session.predict(new Map([[name, image]]));
    const sheets = shown.map((layer) => sheetOfLayer(layer, maps.get(layer.layer) as Tensor));
    return { sheets, left: layers.length - shown.length };
  } finally {
    await session.dispose();
  }
}
