// `concat <A | B | ...>`, and what `inception` shares with it.

import { countsAsFlat, channels, isFlat, spatial } from '../shapes/shape.js';
import type { Shape, ValueId } from '../graph/value.js';
import { branchesAgree } from './branch-shapes.js';
import type { Call, Inferred, LayerDefinition, Lowering } from './definition.js';
import type { Signature } from './signature.js';

/** The joined shape; 1x1xC counts as flat beside flat values. */
export function inferConcat(call: Call): Inferred | undefined {
  const shapes = call.branches.map(({ shape }) => shape);
  const total = shapes.reduce((sum, shape) => sum + channels(shape), 0);
  if (shapes.some(isFlat) && shapes.every(countsAsFlat)) return { output: [total], plan: undefined };
  if (!branchesAgree(call, 'map')) return undefined;
  return { output: [...spatial(shapes[0]), total], plan: undefined };
}

export function lowerConcat({ graph, branches, output }: Lowering<Signature, unknown>): ValueId {
  if (branches.length === 1) return branches[0];
  const flat = (x: ValueId, shape: Shape): ValueId =>
    isFlat(output) && !isFlat(shape)
      ? graph.apply({ kind: 'reshape', inputs: { x }, shape: [channels(shape)] }, [channels(shape)])
      : x;
  const parts = branches.map((branch) => flat(branch, graph.shapeOf(branch)));
  return graph.apply({ kind: 'concat', inputs: { parts } }, output);
}

export const concat: LayerDefinition<Record<never, never>> = {
  word: 'concat',
  documentation: {
    summary:
      'Sends its input through every branch and joins what they make, channel after channel. All axes but the channels must agree; 1x1xC counts as flat beside flat values.',
    formula: 'H x W x C₁ and H x W x C₂ become H x W x (C₁ + C₂)',
    example: 'input 8x8x4\nconcat <conv 8 1x1 | conv 8 3x3 same> -> 8x8x16\n',
  },
  signature: {},
  suffixes: true,
  branches: {},
  infer: inferConcat,
  lower: lowerConcat,
};
