// `multiply <A | B | ...>`, the product of branches.

import type { Shape, ValueId } from '../graph/value.js';
import type { GraphBuilder } from '../graph/builder.js';
import { sameShape } from '../shapes/shape.js';
import { asMap, branchesAgree, stretched } from './branch-shapes.js';
import type { LayerDefinition } from './definition.js';

export const multiply: LayerDefinition<Record<never, never>, Shape> = {
  word: 'multiply',
  documentation: {
    summary:
      'Sends its input through every branch and multiplies what they make, number by number. An axis of size 1 stretches to the size that the others have there, and a flat value of C numbers counts as 1x1xC: so a weight for each channel, or for each pixel, gates a whole map.',
    formula: 'y = A(x) · B(x) · ...',
    source: 'Hu et al. 2018, “Squeeze-and-excitation networks”, for gates of channels',
    example:
      'input 28x28x32\nmultiply <identity | pool avg global; dense 8 relu; dense 32 sigmoid> -> 28x28x32\nmultiply <identity | conv 1 7x7 same sigmoid> -> 28x28x32\n',
  },
  signature: {},
  suffixes: true,
  branches: {},

  infer(call) {
    if (!branchesAgree(call, 'stretched')) return undefined;
    const rank = Math.max(...call.branches.map(({ shape }) => shape.length));
    const output = stretched(call.branches.map(({ shape }) => asMap(shape, rank)));
    return { output, plan: output };
  },

  lower({ graph, branches, plan, output }) {
    if (branches.length === 1) return branches[0];
    const parts = branches.map((branch) => ofRank(graph, branch, plan.length));
    return graph.apply({ kind: 'multiply', inputs: { parts } }, output);
  },
};

function ofRank(graph: GraphBuilder, x: ValueId, rank: number): ValueId {
  const shape = asMap(graph.shapeOf(x), rank);
  if (sameShape(shape, graph.shapeOf(x))) return x;
  return graph.apply({ kind: 'reshape', inputs: { x }, shape }, shape);
}
