// `scale F [shift O]`, every number times a constant, plus a constant.

import type { LayerDefinition } from './definition.js';
import { real } from './readers.js';
import { option, positional } from './signature.js';

const number = real('a number', Number.isFinite);

const signature = {
  factor: positional(number, 'what every number is multiplied with'),
  shift: option(number, 0, 'what is then added to it'),
};

export const scale: LayerDefinition<typeof signature> = {
  word: 'scale',
  documentation: {
    summary:
      'Multiplies every number with a constant, and adds a constant: brings pixels from 0..1 to −1..1, or weakens a branch before it is added. Nothing of it is trained.',
    formula: 'y = factor · x + shift',
    source:
      'the factors of 0.1 to 0.3 on residual branches are from Szegedy et al. 2017, “Inception-v4, Inception-ResNet and the impact of residual connections on learning”',
    example: 'input 28x28x1\nscale 2 shift (-1)\nadd <conv 1 3x3 same; scale 0.1 | identity> -> 28x28x1\n',
  },
  signature,
  suffixes: false,
  infer: ({ input }) => ({ output: input.shape, plan: undefined }),
  lower({ graph, x, values: { factor, shift }, output }) {
    return graph.apply({ kind: 'affine', inputs: { x }, factor, offset: shift }, output);
  },
};
