// Where the pixels of a moved picture come from: all that moves it as one affine map.

import type { Amounts } from './amounts.js';

/**
 * Pixel (i, j) of the moved picture shows what lies at
 * row `row + rowDown · i + rowRight · j` and column `column + columnDown · i + columnRight · j` of
 * the original. Whole numbers are the middles of pixels.
 */
export interface SourceMap {
  readonly row: number;
  readonly rowDown: number;
  readonly rowRight: number;
  readonly column: number;
  readonly columnDown: number;
  readonly columnRight: number;
}

export type Movement = Pick<Amounts, 'rotate' | 'shift' | 'zoom' | 'shear' | 'flip'>;

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** A picture that stays as it is needs no resampling, and keeps its very pixels. */
export function moves({ rotate, shift, zoom, shear, flip }: Movement): boolean {
  const turns = rotate !== 0 || shear !== 0 || zoom !== 1;
  return turns || shift.height !== 0 || shift.width !== 0 || flip.horizontal || flip.vertical;
}

/**
 * A picture is mirrored, magnified, sheared and turned about its centre, and then shifted; this is
 * the inverse, p = F⁻¹ Z⁻¹ H⁻¹ R⁻¹ (p' − centre − shift) + centre, multiplied out.
 */
export function sourceMap(movement: Movement, height: number, width: number): SourceMap {
  const { rotate, shift, zoom, shear, flip } = movement;
  const [sine, cosine, lean] = [
    Math.sin(radians(rotate)),
    Math.cos(radians(rotate)),
    Math.tan(radians(shear)),
  ];
  const [down, right] = [(flip.vertical ? -1 : 1) / zoom, (flip.horizontal ? -1 : 1) / zoom];
  const rowDown = down * cosine;
  const rowRight = down * sine;
  const columnDown = -right * (sine + lean * cosine);
  const columnRight = right * (cosine - lean * sine);
  const [middleRow, middleColumn] = [(height - 1) / 2, (width - 1) / 2];
  const [fromRow, fromColumn] = [middleRow + shift.height * height, middleColumn + shift.width * width];
  return {
    row: middleRow - rowDown * fromRow - rowRight * fromColumn,
    rowDown,
    rowRight,
    column: middleColumn - columnDown * fromRow - columnRight * fromColumn,
    columnDown,
    columnRight,
  };
}
