// `pad auto`: the fewest pixels that make what the line claims, the odd one after.

import { expect, it } from 'vitest';
import type { Op } from '../../compiler/graph/ops.js';
import { lastLayer } from './last-layer.js';

it.each([
  // (14 − 1)·2 + 3 − 28 = 1
  { text: 'input 28x28x1 / conv 8 3x3 stride 2 pad auto -> 14x14', padding: '0..1 0..1' },
  { text: 'input 28x28x1 / conv 8 3x3 stride 2 pad auto -> 14x14x8', padding: '0..1 0..1' },
  // Nothing on an axis that may be what it likes.
  { text: 'input 28x28x1 / conv 8 5x5 pad auto -> 28x_x8', padding: '2..2 0..0' },
  // A map that fits already takes none.
  { text: 'input 28x28x1 / conv 8 3x3 pad auto -> 26x26', padding: '0..0 0..0' },
  // (112 − 1)·2 + 7 − 224 = 5
  { text: 'input 224x224x3 / conv 64 7x7 stride 2 pad auto -> 112x112', padding: '2..3 2..3' },
  { text: 'input 28x28x1 / pool max 3 stride 2 pad auto -> 14x14', padding: '0..1 0..1' },
  // (64 − 1)·2 + 5 − 128 = 3
  { text: 'input 128x4 / conv 8 5 stride 2 pad auto -> 64', padding: '1..2' },
  { text: 'input 9x16x16x1 / conv 8 3 pad auto -> 9x14x18', padding: '1..1 0..0 2..2' },
  { text: 'input 28x28x1 / depthwise 3x3 pad auto as d -> 28x28', padding: '1..1 1..1' },
])('$text', ({ text, padding }) => {
  const op = lastLayer(text).ops[0] as Extract<Op, { kind: 'convolution' | 'max-pool' }>;
  const found = op.geometry.padding.map(({ before, after }) => `${before}..${after}`);
  expect(found.join(' ')).toBe(padding);
});
