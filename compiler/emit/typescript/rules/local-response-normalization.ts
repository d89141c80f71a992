// Local response normalisation. tfjs has an operation for it, and no layer.

import { localResponseNormalization as layer } from '../classes/local-response-normalization.js';
import type { Rule } from './rule.js';

export const localResponseNormalization: Rule<'local-response-normalization'> = (op, graph) => {
  const { size, alpha, beta, k } = op;
  return [{ layer, word: 'lrn', options: { size, alpha, beta, k }, output: graph.shapeOf(op.outputs.y) }];
};
