// The same numbers under another shape.

import { literal } from '../../typescript-common/literal.js';
import type { Rule } from './rule.js';

export const reshape: Rule<'reshape'> = ({ shape }) => [
  { source: `(x) => reshape(x, ${literal([-1, ...shape])})`, output: shape, imports: ['reshape'] },
];
