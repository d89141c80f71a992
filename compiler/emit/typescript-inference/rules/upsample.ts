// Larger maps. tfjs blends planes alone; in space planes come first, then depth.

import { literal } from '../../typescript-common/literal.js';
import { planesThenDepth } from '../helpers/axes.js';
import { blendPixels, repeatPixels } from '../helpers/maps.js';
import { overSequence } from './kernel-layer.js';
import type { Rule } from './rule.js';

export const upsample: Rule<'upsample'> = ({ factors, mode, outputs }, graph) => {
  const output = graph.shapeOf(outputs.y);
  if (mode === 'nearest')
    return [{ source: `repeatPixels(${literal(factors)})`, output, needs: [repeatPixels] }];
  const blended = (...planes: readonly number[]) => `blendPixels(${literal(planes)})`;
  if (factors.length < 3) {
    const source = factors.length === 1 ? blended(1, ...factors) : blended(...factors);
    return [overSequence(factors.length === 1, { source, output, needs: [blendPixels] })];
  }
  const [depth, ...planes] = factors;
  const source = `planesThenDepth(${blended(...planes)}, ${blended(depth, 1)})`;
  return [{ source, output, needs: [planesThenDepth, blendPixels] }];
};
