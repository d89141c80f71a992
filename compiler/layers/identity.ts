// `identity`, a branch that passes its input through.

import type { LayerDefinition } from './definition.js';

export const identity: LayerDefinition<Record<never, never>> = {
  word: 'identity',
  documentation: {
    summary: 'Passes its input through; a branch of `add` or `concat` that does nothing.',
    example: 'input 8x8x4\nadd <conv 4 3x3 same | identity>\n',
  },
  signature: {},
  suffixes: false,
  infer: ({ input }) => ({ output: input.shape, plan: undefined }),
  lower: ({ x }) => x,
};
