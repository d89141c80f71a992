// Layers with several inputs. tfjs refuses to join fewer than two; one alone passes through.

import type { Rule } from './rule.js';

export const concat: Rule<'concat'> = (op, graph) =>
  op.inputs.parts.length === 1
    ? []
    : [{ layer: 'concatenate', word: 'concat', options: {}, output: graph.shapeOf(op.outputs.y) }];

export const add: Rule<'add'> = (op, graph) =>
  op.inputs.parts.length === 1
    ? []
    : [{ layer: 'add', word: 'add', options: {}, output: graph.shapeOf(op.outputs.y) }];
