// Blanks out a square of a picture, so that a network learns to look at more than one place
// (DeVries and Taylor 2017, "Improved regularization of convolutional neural networks with cutout").

import type { Amounts } from './amounts.js';

interface Size {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * The square's middle may be any pixel, as in the paper: part of the square may lie outside.
 * @param share of the shorter side
 * @param values those of the picture start at `at`
 */
export function cutOut(
  { height, width, channels }: Size,
  share: number,
  middle: Amounts['cutout'],
  blank: number,
  values: Float32Array,
  at: number,
): void {
  const side = Math.round(share * Math.min(height, width));
  const top = Math.floor(middle.row * height) - (side >> 1);
  const left = Math.floor(middle.column * width) - (side >> 1);
  const [first, end] = [Math.max(0, left), Math.min(width, left + side)];
  for (let row = Math.max(0, top); row < Math.min(height, top + side); row++) {
    values.fill(blank, at + (row * width + first) * channels, at + (row * width + end) * channels);
  }
}
