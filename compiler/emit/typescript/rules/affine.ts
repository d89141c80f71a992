// One factor and one offset for every element.

import { Expression, type LiteralValue } from '../../typescript-common/literal.js';
import type { Rule } from './rule.js';

export const affine: Rule<'affine'> = (op, graph) => [
  {
    layer: 'rescaling',
    word: 'rescaling',
    options: { scale: scale(op.factor), offset: op.offset === 0 ? undefined : op.offset },
    output: graph.shapeOf(op.outputs.y),
  },
];

/** `1 / 255` rather than 0.00392156862745098. */
function scale(factor: number): LiteralValue {
  const divisor = Math.round(1 / factor);
  const isShort = String(factor).length < 8;
  return !isShort && 1 / divisor === factor ? new Expression(`1 / ${divisor}`) : factor;
}
