// `reshape SHAPE`, the same numbers under another shape.

import { sizeOf, type Shape } from '../graph/value.js';
import { isFlat, sameShape, spatial } from '../shapes/shape.js';
import type { Inferred, LayerDefinition } from './definition.js';
import { shapeToFill } from './shape-to-fill.js';
import { positional, type Values } from './signature.js';
import { refuseReshape } from './reshape-misfit.js';

const signature = {
  shape: positional(
    shapeToFill,
    'the new sizes, channels last; `_` for the one size that follows from the others',
  ),
};

export const reshape: LayerDefinition<typeof signature> = {
  word: 'reshape',
  documentation: {
    summary:
      'Reads the numbers row by row, within a row pixel by pixel, within a pixel channel by channel, and writes them in that order under another shape: a flat value as a map, a map as a sequence. One size may be `_`.',
    formula: 'the product of the sizes stays the same',
    source: 'the layer that Keras calls Reshape, in the same order of numbers',
    example: 'input 100\ndense 3136 relu\nreshape 7x7x64 -> 7x7x64\nreshape _x64 -> 49x64\n',
  },
  signature,
  suffixes: false,

  infer(call): Inferred | undefined {
    const { shape } = call.input;
    const output = filled(call.values.shape, sizeOf(shape));
    if (output === undefined) return refuseReshape(call, call.values.shape);
    return {
      output,
      explain: () => (isFlat(output) ? [`${shape.join(' · ')} = ${sizeOf(shape)}`] : []),
      // Pixels of one map land in many of the other: a window over it may see any of them.
      seesAll: !isFlat(output) && !sameShape(spatial(output), spatial(shape)),
      plan: undefined,
    };
  },

  lower({ graph, x, output }) {
    if (sameShape(graph.shapeOf(x), output)) return x;
    return graph.apply({ kind: 'reshape', inputs: { x }, shape: output }, output);
  },

  // What could not be read is not there.
  outputOfAny: ({ shape }: Partial<Values<typeof signature>>) =>
    shape === undefined || shape.includes(undefined) ? undefined : (shape as Shape),
};

/** The shape with its `_` found; undefined where the numbers do not fill it. */
function filled(wanted: readonly (number | undefined)[], total: number): Shape | undefined {
  const known = wanted.reduce<number>((product, size) => product * (size ?? 1), 1);
  const shape = wanted.map((size) => size ?? total / known);
  return shape.every(Number.isInteger) && sizeOf(shape) === total ? shape : undefined;
}
