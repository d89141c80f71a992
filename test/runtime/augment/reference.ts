// Moving a picture as the textbook has it, slowly and in float64: one matrix a change, multiplied and
// inverted as matrices are, and each pixel the sum over all pixels of an extended picture of a tent.

import type { Fill } from '../../../compiler/training-options.js';
import type { Movement } from '../../../runtime/data/augment/source-map.js';

type Matrix = readonly (readonly number[])[];

function product(first: Matrix, second: Matrix): Matrix {
  return first.map((row) =>
    [0, 1, 2].map((column) => row.reduce((sum, value, at) => sum + value * second[at][column], 0)),
  );
}

/** By cofactors. */
function inverse(matrix: Matrix): Matrix {
  const minor = (row: number, column: number): number => {
    const [a, b] = [0, 1, 2].filter((each) => each !== row).map((each) => matrix[each]);
    const [left, right] = [0, 1, 2].filter((each) => each !== column);
    return (a[left] * b[right] - a[right] * b[left]) * ((row + column) % 2 === 0 ? 1 : -1);
  };
  const determinant = [0, 1, 2].reduce((sum, column) => sum + matrix[0][column] * minor(0, column), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => minor(column, row) / determinant));
}

function translation(x: number, y: number): Matrix {
  return [
    [1, 0, x],
    [0, 1, y],
    [0, 0, 1],
  ];
}

/** Of x to the right and y downwards; counterclockwise as one sees it. */
function forward({ rotate, shift, zoom, shear, flip }: Movement, height: number, width: number): Matrix {
  const [turn, lean] = [(rotate * Math.PI) / 180, (shear * Math.PI) / 180];
  const steps: Matrix[] = [
    translation(-(width - 1) / 2, -(height - 1) / 2),
    [
      [flip.horizontal ? -1 : 1, 0, 0],
      [0, flip.vertical ? -1 : 1, 0],
      [0, 0, 1],
    ],
    [
      [zoom, 0, 0],
      [0, zoom, 0],
      [0, 0, 1],
    ],
    [
      [1, Math.tan(lean), 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [Math.cos(turn), Math.sin(turn), 0],
      [-Math.sin(turn), Math.cos(turn), 0],
      [0, 0, 1],
    ],
    translation((width - 1) / 2 + shift.width * width, (height - 1) / 2 + shift.height * height),
  ];
  return steps.reduce((matrix, step) => product(step, matrix));
}

/** Steps back into the picture, one reflection or one period at a time; undefined is blank. */
function insideIndex(index: number, size: number, fill: Fill): number | undefined {
  if (fill === 'nearest') return Math.max(0, Math.min(size - 1, index));
  let at = index;
  while (at < 0 || at >= size) {
    if (fill === 'zero') return undefined;
    if (fill === 'wrap') at += at < 0 ? size : -size;
    else at = at < 0 ? -1 - at : 2 * size - 1 - at;
  }
  return at;
}

export interface Plane {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

function pixel(
  { height, width, channels, values }: Plane,
  fill: Fill,
  y: number,
  x: number,
  channel: number,
) {
  const [row, column] = [insideIndex(y, height, fill), insideIndex(x, width, fill)];
  return row === undefined || column === undefined ? 0 : values[(row * width + column) * channels + channel];
}

function tent(distance: number): number {
  return Math.max(0, 1 - Math.abs(distance));
}

/** The moved picture, [height, width, channels]. */
export function moved(plane: Plane, movement: Movement, fill: Fill): number[] {
  const { height, width, channels } = plane;
  const back = inverse(forward(movement, height, width));
  return Array.from({ length: height * width * channels }, (_, at) => {
    const [j, i, channel] = [
      Math.floor(at / channels) % width,
      Math.floor(at / channels / width),
      at % channels,
    ];
    const [x, y] = [0, 1].map((row) => back[row][0] * j + back[row][1] * i + back[row][2]);
    let sum = 0;
    for (let row = Math.floor(y) - 1; row <= Math.floor(y) + 2; row++) {
      for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 2; column++) {
        sum += tent(y - row) * tent(x - column) * pixel(plane, fill, row, column, channel);
      }
    }
    return sum;
  });
}
