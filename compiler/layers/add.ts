// `add <A | B | ...>`, the sum of branches.

import { branchesAgree } from './branch-shapes.js';
import type { LayerDefinition } from './definition.js';

export const add: LayerDefinition<Record<never, never>> = {
  word: 'add',
  documentation: {
    summary:
      'Sends its input through every branch and sums what they make, number by number. The shapes must be equal.',
    formula: 'y = A(x) + B(x) + ...',
    source: 'He et al. 2016, “Deep residual learning for image recognition”, for the sum with `identity`',
    example: 'input 8x8x4\nadd <conv 4 3x3 same | identity> relu -> 8x8x4\n',
  },
  signature: {},
  suffixes: true,
  branches: {},
  infer: (call) =>
    branchesAgree(call, 'equal') ? { output: call.branches[0].shape, plan: undefined } : undefined,
  lower({ graph, branches, output }) {
    if (branches.length === 1) return branches[0];
    return graph.apply({ kind: 'add', inputs: { parts: branches } }, output);
  },
};
