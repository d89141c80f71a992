// Other shapes for the same numbers; tfjs keeps the row-major order that the language wants.

import type { Rule } from './rule.js';

export const reshape: Rule<'reshape'> = (op, graph) => {
  const output = op.shape;
  if (output.join() === graph.shapeOf(op.inputs.x).join()) return [];
  if (output.length === 1) return [{ layer: 'flatten', word: 'flatten', options: {}, output }];
  return [{ layer: 'reshape', word: 'reshape', options: { targetShape: output }, output }];
};
