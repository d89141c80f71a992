// Larger maps. The layer of tfjs is passed over: its gradients are wrong for a batch of more than one
// (nearest, on cpu) and for half-pixel centres (bilinear).

import { linearUpsampling, nearestUpsampling } from '../classes/upsampling.js';
import type { Rule } from './rule.js';

export const upsample: Rule<'upsample'> = ({ factors, mode, outputs }, graph) => [
  {
    layer: mode === 'nearest' ? nearestUpsampling : linearUpsampling,
    word: 'upsample',
    options: { size: factors },
    output: graph.shapeOf(outputs.y),
  },
];
