// Moves a picture: for each of its pixels, what lies at another place, by bilinear interpolation.

import type { Fill } from '../../../compiler/training-options.js';
import { filledIndex, noPixel } from './fill.js';
import type { SourceMap } from './source-map.js';

/** A picture within many: [height, width, channels], its first value at `from`. */
export interface Picture {
  readonly values: Uint8Array | Float32Array;
  readonly from: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** What is seen beyond the edges. */
export interface Beyond {
  readonly fill: Fill;
  /** The value of pixels that are blank. */
  readonly blank: number;
}

/**
 * Writes the picture that the map makes of this one into `into`, from `to` on. The loop is one
 * piece, and nothing is allocated in it, as most of the time of augmentation is spent here.
 */
export function resample(
  picture: Picture,
  map: SourceMap,
  beyond: Beyond,
  into: Float32Array,
  to: number,
): void {
  const { values, from, height, width, channels } = picture;
  const { rowRight, columnRight } = map;
  const below = width * channels;
  let at = to;
  for (let i = 0; i < height; i++) {
    let row = map.row + map.rowDown * i;
    let column = map.column + map.columnDown * i;
    for (let j = 0; j < width; j++, row += rowRight, column += columnRight) {
      if (row >= 0 && column >= 0 && row < height - 1 && column < width - 1) {
        // For positive numbers that are small enough, the quickest way to the whole number below.
        const top = row | 0;
        const left = column | 0;
        const down = row - top;
        const right = column - left;
        let upper = from + top * below + left * channels;
        for (let channel = 0; channel < channels; channel++, upper++) {
          const lower = upper + below;
          const above = values[upper] + right * (values[upper + channels] - values[upper]);
          const under = values[lower] + right * (values[lower + channels] - values[lower]);
          into[at++] = above + down * (under - above);
        }
      } else {
        edgePixel(picture, row, column, beyond, into, at);
        at += channels;
      }
    }
  }
}

/** The same where some of the four pixels around may lie outside. */
function edgePixel(
  picture: Picture,
  row: number,
  column: number,
  { fill, blank }: Beyond,
  into: Float32Array,
  to: number,
): void {
  const { values, height, width, channels } = picture;
  const top = Math.floor(row);
  const left = Math.floor(column);
  const upperRow = filledIndex(top, height, fill);
  const lowerRow = filledIndex(top + 1, height, fill);
  const leftColumn = filledIndex(left, width, fill);
  const rightColumn = filledIndex(left + 1, width, fill);
  const upperLeft = placeOf(picture, upperRow, leftColumn);
  const upperRight = placeOf(picture, upperRow, rightColumn);
  const lowerLeft = placeOf(picture, lowerRow, leftColumn);
  const lowerRight = placeOf(picture, lowerRow, rightColumn);
  for (let channel = 0; channel < channels; channel++) {
    const aboveLeft = upperLeft === noPixel ? blank : values[upperLeft + channel];
    const aboveRight = upperRight === noPixel ? blank : values[upperRight + channel];
    const underLeft = lowerLeft === noPixel ? blank : values[lowerLeft + channel];
    const underRight = lowerRight === noPixel ? blank : values[lowerRight + channel];
    const above = aboveLeft + (column - left) * (aboveRight - aboveLeft);
    const under = underLeft + (column - left) * (underRight - underLeft);
    into[to + channel] = above + (row - top) * (under - above);
  }
}

/** Where the values of a pixel start, or `noPixel`. */
function placeOf({ from, width, channels }: Picture, row: number, column: number): number {
  return row === noPixel || column === noPixel ? noPixel : from + (row * width + column) * channels;
}
