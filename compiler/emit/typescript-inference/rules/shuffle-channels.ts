// Channels in another order.

import { shuffled } from '../helpers/maps.js';
import type { Rule } from './rule.js';

export const shuffleChannels: Rule<'shuffle-channels'> = ({ groups, outputs }, graph) => [
  { source: `shuffled(${groups})`, output: graph.shapeOf(outputs.y), needs: [shuffled] },
];
