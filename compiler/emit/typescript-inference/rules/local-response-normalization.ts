// Local response normalisation.

import { literal } from '../../typescript-common/literal.js';
import { responseNormalized } from '../helpers/normalizations.js';
import type { Rule } from './rule.js';

export const localResponseNormalization: Rule<'local-response-normalization'> = (op, graph) => {
  const numbers = [op.size, op.alpha, op.beta, op.k].map(literal).join(', ');
  const output = graph.shapeOf(op.outputs.y);
  return [{ source: `responseNormalized(${numbers})`, output, needs: [responseNormalized] }];
};
