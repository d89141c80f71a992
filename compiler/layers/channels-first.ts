// Inputs and reshapes in which the channels stand first, as PyTorch writes them, or nowhere.

import type { Candidate } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { sameShape, written } from '../shapes/shape.js';
import type { Call } from './definition.js';
import type { Stop } from './size-path.js';

/** Grey, a pair, colour, or colour with transparency. */
const mostChannels = 4;
/** A side of a picture is longer. */
const shortestSide = 16;

/** `3x224x224` or `224x3x224` as `224x224x3`, in the input or `reshape` that a mistake stems from. */
export function channelsLast(origin: Stop | undefined): Candidate[] {
  if (origin === undefined || origin.shape.length < 3) return [];
  const { shape } = origin;
  const first = shape.findIndex((size) => size <= mostChannels);
  const sides = shape.filter((_, axis) => axis !== first);
  if (first < 0 || first === shape.length - 1 || sides.some((side) => side < shortestSide)) return [];
  return rewrittenShape(origin, [...sides, shape[first]], 'channels last');
}

/** `28x28` as `28x28x1`, where a layer has as many axes as the whole shape, and no axis could be channels. */
export function withChannels(call: Call, axes: number): Candidate[] {
  const { shape } = call.input;
  if (axes !== shape.length || shape.some((size) => size <= mostChannels)) return [];
  const origin = call.origin();
  return origin && sameShape(origin.shape, shape) ? rewrittenShape(origin, [...shape, 1], 'one channel') : [];
}

/** Another shape where an `input` or a `reshape` writes this one. */
function rewrittenShape(origin: Stop, shape: Shape, reason: string): Candidate[] {
  const { maker, place } = origin;
  const now = written(origin.shape);
  const at = place.source.slice(place.span).indexOf(now);
  if (at < 0) return [];
  const start = place.span.start + at;
  const span = { start, end: start + now.length };
  return [
    {
      source: place.source,
      edits: [{ span, text: written(shape) }],
      safe: false,
      title: ({ output }) =>
        output && `\`${maker} ${written(shape)}\`, ${reason}: then this makes ${written(output)}`,
    },
  ];
}
