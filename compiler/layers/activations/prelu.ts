// `prelu`

import { constant } from '../../graph/initializers.js';
import { channels } from '../../shapes/shape.js';
import type { LayerDefinition } from '../definition.js';

/** He et al. start every slope here. */
const startingSlope = constant(0.25);

export const prelu: LayerDefinition<Record<never, never>> = {
  word: 'prelu',
  documentation: {
    summary: 'ReLU that lets a share of negative values through, and learns how much: one slope a channel.',
    formula: 'y = max(x, 0) + slope · min(x, 0)',
    source: 'He et al. 2015, “Delving deep into rectifiers”',
    example: 'input 8x8x4\nconv 4 3x3 prelu\n',
  },
  signature: {},
  suffixes: false,
  isSuffix: true,
  infer({ input }) {
    const slope = {
      role: 'slope',
      shape: [channels(input.shape)],
      initializer: startingSlope,
      trainable: true,
    } as const;
    return { output: input.shape, weights: [slope], plan: undefined };
  },
  lower: ({ graph, x, output, weight }) =>
    graph.apply({ kind: 'prelu', inputs: { x, slope: weight('slope') as number } }, output),
};
