// Pixels added around a map or taken from it. tfjs does both to maps of two axes.

import { cropping } from '../classes/cropping.js';
import { briefPairs, isPadded, paddingPairs } from '../../typescript-common/windows.js';
import { zeroPadding } from '../windows.js';
import type { Rule } from './rule.js';

export const zeroPad: Rule<'zero-pad'> = (op, graph) =>
  isPadded(op.padding) ? [{ ...zeroPadding(op.padding, graph.shapeOf(op.inputs.x)), word: 'pad' }] : [];

export const crop: Rule<'crop'> = ({ edges, outputs }, graph) => {
  if (!isPadded(edges)) return [];
  const output = graph.shapeOf(outputs.y);
  return edges.length === 2
    ? [{ layer: 'cropping2D', word: 'crop', options: { cropping: briefPairs(edges) }, output }]
    : [{ layer: cropping, word: 'crop', options: { cropping: paddingPairs(edges) }, output }];
};
