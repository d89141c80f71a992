// Channels in another order.

import { shuffleChannels as layer } from '../classes/shuffle-channels.js';
import type { Rule } from './rule.js';

export const shuffleChannels: Rule<'shuffle-channels'> = ({ groups, outputs }, graph) => [
  { layer, word: 'shuffle', options: { groups }, output: graph.shapeOf(outputs.y) },
];
