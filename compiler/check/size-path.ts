// The way that a map has come, from layer to layer, walked backwards when a mistake is told of it.

import type { Shape } from '../graph/value.js';
import type { SizePath, Stop } from '../layers/size-path.js';
import { sizeWords } from '../layers/size-words.js';
import { isFlat, sameShape, spatial } from '../shapes/shape.js';
import { outputOf, readBy, type CheckedLayer } from './checked-layer.js';

/** A layer of which a claim of its whole size held: nobody needs to be told what came before. */
export interface Certain {
  readonly layer: CheckedLayer;
  readonly shape: Shape;
}

/** Mistakes may be many: of longer ways the last part is told. */
const longest = 400;

/** To the map that leaves a layer; where it leaves a flat value, to the map that it was made of. */
export function pathTo(end: CheckedLayer | undefined, certain?: Certain): SizePath {
  const stops: Stop[] = [];
  for (let layer = lastMap(end); layer !== undefined && stops.length < longest; layer = before(layer)) {
    const isCertain = certain?.layer === layer;
    const shape = isCertain ? certain.shape : outputOf(layer);
    if (shape === undefined || isFlat(shape)) break;
    if (stops.length > 0 && shape.length !== stops[0].shape.length) break;
    stops.push(stopAt(layer, shape));
    if (isCertain) break;
  }
  return stops.reverse();
}

/** The input or `reshape` that a value comes from. */
export function originOf(end: CheckedLayer | undefined): Stop | undefined {
  let layer = end;
  for (let steps = 0; layer !== undefined && steps < longest; layer = before(layer), steps++) {
    const isOrigin = layer.definition === undefined || layer.kind === 'reshape';
    if (isOrigin) return layer.output && stopAt(layer, layer.output);
  }
  return undefined;
}

function lastMap(end: CheckedLayer | undefined): CheckedLayer | undefined {
  return end?.kind === 'flatten' ? end.input : end;
}

/** The layer that a layer has its map from: of branches the first that has its size. */
function before(layer: CheckedLayer): CheckedLayer | undefined {
  const read = readBy(layer);
  const map = spatial(layer.output ?? []);
  return read.find((each) => sameShape(spatial(outputOf(each) ?? []), map)) ?? read.at(0);
}

function stopAt(layer: CheckedLayer, shape: Shape): Stop {
  const { kind, definition, values, plan, source, span } = layer;
  const words = (): string => (definition ? sizeWords(definition, values, plan) : kind);
  return { layer, maker: kind, shape, sizes: spatial(shape), words, place: { source, span } };
}
