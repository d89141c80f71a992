// How many input pixels an output pixel sees through layers that make maps larger, counted by hand.

import { expect, it } from 'vitest';
import { lastLayer } from './last-layer.js';

it.each([
  // Each pixel lies under one kernel, and three neighbours come of two pixels.
  { text: 'upsample 2', field: [1, 1] },
  { text: 'upsample 2 / conv 1 3x3', field: [2, 2] },
  { text: 'upsample 2 / conv 1 3x3 / conv 1 3x3', field: [3, 3] },
  { text: 'upsample 2 bilinear', field: [2, 2] },
  { text: 'upsample 1x3 bilinear', field: [1, 2] },
  { text: 'conv-transpose 1 2x2 stride 2', field: [1, 1] },
  // ⌈3 / 2⌉ = 2 and ⌈4 / 2⌉ = 2 kernels overlap at most.
  { text: 'conv-transpose 1 3x3 stride 2', field: [2, 2] },
  { text: 'conv-transpose 1 4x4 stride 2', field: [2, 2] },
  { text: 'conv-transpose 1 3x3', field: [3, 3] },
  // All three taps lie two pixels apart.
  { text: 'conv-transpose 1 3x3 dilation 2', field: [5, 5] },
  // Stride 2 and dilation 2: every other pixel sees three in a row, the others none.
  { text: 'conv-transpose 1 3x3 stride 2 dilation 2', field: [3, 3] },
  // Down by 2 sees 2, up again and 3x3: one more of those on each side.
  { text: 'pool max 2 / upsample 2 / conv 1 3x3', field: [4, 4] },
  { text: 'conv 1 3x3 stride 2 same / conv-transpose 1 2x2 stride 2 / conv 1 3x3', field: [5, 5] },
  // Thirds of pixels add up to whole ones.
  { text: 'upsample 3 / conv 1 4x4', field: [2, 2] },
  { text: 'upsample 49 / conv 1 3x3 stride 49 / conv 1 2x2', field: [3, 3] },
  { text: 'zero-pad 1 / conv 1 3x3', field: [3, 3] },
  { text: 'crop 1 / conv 1 3x3', field: [3, 3] },
  { text: 'depthwise 3x3 / separable 1 3x3', field: [5, 5] },
  // A gate from the whole map; windows behind it see pixels only.
  { text: 'multiply <identity | pool avg global> / conv 1 3x3', field: [14, 14] },
  // What is written in another order may come from anywhere.
  { text: 'reshape 72x2 / conv 1 3', field: [12, 12] },
])('$text', ({ text, field }) => {
  expect(lastLayer(`input 12x12x1 / ${text}`).layer.receptiveField).toEqual(field);
});
