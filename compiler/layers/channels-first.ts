// Inputs and reshapes in which the channels stand first, as PyTorch writes them, or nowhere.

import type { Candidate } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { written } from '../shapes/shape.js';
import type { Call } from './definition.js';

/** Grey, a pair, colour, or colour with transparency. */
const mostChannels = 4;
/** A side of a picture is longer. */
const shortestSide = 16;

/** `3x224x224` as `224x224x3`, where it is what reaches the layer. */
export function channelsLast(call: Call): Candidate[] {
  const { shape } = call.input;
  const [first, ...sides] = shape;
  if (sides.length < 2 || first > mostChannels || sides.some((side) => side < shortestSide)) return [];
  return rewrittenShape(call, [...sides, first], 'channels last');
}

/** `28x28` as `28x28x1`, where a layer has as many axes as the whole shape, and no axis could be channels. */
export function withChannels(call: Call, axes: number): Candidate[] {
  const { shape } = call.input;
  if (axes !== shape.length || shape.some((size) => size <= mostChannels)) return [];
  return rewrittenShape(call, [...shape, 1], 'one channel');
}

/** Another shape where an `input` or a `reshape` writes this one. */
function rewrittenShape({ input }: Call, shape: Shape, reason: string): Candidate[] {
  const { maker, madeBy } = input;
  if (maker !== 'input' && maker !== 'reshape') return [];
  const text = madeBy.source.slice(madeBy.span);
  const at = text.indexOf(written(input.shape));
  if (at < 0) return [];
  const start = madeBy.span.start + at;
  const span = { start, end: start + written(input.shape).length };
  return [
    {
      source: madeBy.source,
      edits: [{ span, text: written(shape) }],
      safe: false,
      title: ({ output }) =>
        output && `\`${maker} ${written(shape)}\`, ${reason}: then this makes ${written(output)}`,
    },
  ];
}
