// Dropout: tfjs drops while it trains, and scales what it keeps, as the language does.

import type { Rule } from './rule.js';

export const dropout: Rule<'dropout'> = (op, graph) => [
  { layer: 'dropout', word: 'dropout', options: { rate: op.rate }, output: graph.shapeOf(op.outputs.y) },
];
