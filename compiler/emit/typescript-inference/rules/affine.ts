// A constant factor and a constant offset.

import { literal } from '../../typescript-common/literal.js';
import type { Rule } from './rule.js';

export const affine: Rule<'affine'> = ({ factor, offset, outputs }, graph) => {
  const output = graph.shapeOf(outputs.y);
  const scaled = factor === 1 ? 'x' : `mul(x, ${literal(factor)})`;
  if (offset === 0) return [{ source: `(x) => ${scaled}`, output, imports: ['mul'] }];
  const source = `(x) => add(${scaled}, ${literal(offset)})`;
  return [{ source, output, imports: factor === 1 ? ['add'] : ['add', 'mul'] }];
};
