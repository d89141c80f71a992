// One factor and one offset for every element.

import type { Rule } from './rule.js';

export const affine: Rule<'affine'> = (op, graph) => [
  {
    layer: 'rescaling',
    word: 'rescaling',
    options: { scale: op.factor, offset: op.offset === 0 ? undefined : op.offset },
    output: graph.shapeOf(op.outputs.y),
  },
];
