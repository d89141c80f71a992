// `softmax`

import type { LayerDefinition } from '../definition.js';

export const softmax: LayerDefinition<Record<never, never>> = {
  word: 'softmax',
  documentation: {
    summary: 'Turns scores into probabilities that sum to 1, over channels: one of several classes.',
    formula: 'yᵢ = e^(xᵢ) / Σⱼ e^(xⱼ)',
    source: 'Bridle 1990, “Probabilistic interpretation of feedforward classification network outputs”',
    example: 'input 64\ndense 10 softmax\n',
  },
  signature: {},
  suffixes: false,
  isSuffix: true,
  infer: ({ input }) => ({ output: input.shape, plan: undefined }),
  lower: ({ graph, x, output }) => graph.apply({ kind: 'softmax', inputs: { x } }, output),
};
