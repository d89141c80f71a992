// Layers that read several values.

import { product } from '../helpers/maps.js';
import type { Rule } from './rule.js';

export const concat: Rule<'concat'> = ({ outputs }, graph) => [
  { source: '(parts) => concat(parts, -1)', output: graph.shapeOf(outputs.y), imports: ['concat'] },
];

export const add: Rule<'add'> = ({ outputs }, graph) => [
  { source: 'addN', output: graph.shapeOf(outputs.y), imports: ['addN'] },
];

export const multiply: Rule<'multiply'> = ({ outputs }, graph) => [
  { source: 'product', output: graph.shapeOf(outputs.y), needs: [product] },
];
