// `dropout RATE`.

import type { LayerDefinition } from './definition.js';
import { real } from './readers.js';
import { positional } from './signature.js';

const rate = real('a share of at least 0 and less than 1', (value) => value >= 0 && value < 1);
const signature = { rate: positional(rate, 'the share of values that is dropped') };

export const dropout: LayerDefinition<typeof signature> = {
  word: 'dropout',
  documentation: {
    summary:
      'While training, sets a share of the values to zero, others at every step, and enlarges the rest so that the sum stays as expected; when predicting it does nothing.',
    formula: 'y = x · mask, the mask 0 with probability rate, else 1 / (1 − rate)',
    source: 'Srivastava et al. 2014, “Dropout: a simple way to prevent neural networks from overfitting”',
    example: 'input 128\ndropout 0.4\ndense 10\n',
  },
  signature,
  suffixes: false,
  infer: ({ input }) => ({ output: input.shape, plan: undefined }),
  lower: ({ graph, x, values, output }) =>
    graph.apply({ kind: 'dropout', inputs: { x }, rate: values.rate }, output),
};
