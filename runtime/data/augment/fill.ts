// What a picture is taken to be beyond its edges.

import type { Fill } from '../../../compiler/training-options.js';

/** There is no pixel: the value is that of blank ones. */
export const noPixel = -1;

/**
 * The row (or column) that stands for one that may lie outside, of a picture with so many:
 * `nearest` aaa|abcd|ddd, `reflect` cba|abcd|dcb, `wrap` bcd|abcd|abc.
 */
export function filledIndex(index: number, size: number, fill: Fill): number {
  if (index >= 0 && index < size) return index;
  switch (fill) {
    case 'zero':
      return noPixel;
    case 'nearest':
      return index < 0 ? 0 : size - 1;
    case 'wrap':
      return remainder(index, size);
    case 'reflect': {
      const there = remainder(index, 2 * size);
      return there < size ? there : 2 * size - 1 - there;
    }
  }
}

/** From 0 to size − 1, also for negative numbers. */
function remainder(index: number, size: number): number {
  return ((index % size) + size) % size;
}
