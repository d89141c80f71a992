// Where each picture of a contact sheet goes, in pixels of the sheet.

import type { Shape } from '../../compiler/graph/value.js';

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly cell: {
    readonly width: number;
    readonly height: number;
    /** Whether a picture's pixels are shown as squares of several. */
    readonly magnified: boolean;
  };
  readonly fontSize: number;
  readonly place: (row: number, column: number) => { readonly left: number; readonly top: number };
}

/** The longer side of a picture is to be about this long, so that pixels can be told apart. */
const usualSide = 112;
const longestSide = 256;
const gap = 6;
const fontSize = 13;
/** A letter of this font is so wide at most, about. */
const letterWidth = 8;

/** Pixels become whole squares; larger pictures are made smaller. */
function cellOf(height: number, width: number): Layout['cell'] {
  const longer = Math.max(height, width);
  const factor = longer > longestSide ? longestSide / longer : Math.max(1, Math.floor(usualSide / longer));
  const sideOf = (length: number) => Math.max(1, Math.round(length * factor));
  return { width: sideOf(width), height: sideOf(height), magnified: factor > 1 };
}

export function layoutOf(
  [height, width]: Shape,
  columns: number,
  rows: readonly { readonly label: string }[],
): Layout {
  const cell = cellOf(height, width);
  const letters = Math.max(0, ...rows.map(({ label }) => label.length));
  const [left, top] = [2 * gap + letters * letterWidth, 3 * gap + fontSize];
  // The original stands apart from what is made of it.
  const place = (row: number, column: number) => ({
    left: left + column * (cell.width + gap) + (column > 0 ? gap : 0),
    top: top + row * (cell.height + gap),
  });
  const end = place(rows.length, columns);
  return { width: end.left, height: end.top, cell, fontSize, place };
}
