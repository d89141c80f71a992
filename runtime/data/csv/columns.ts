// What the columns of a CSV file are: the label, and either a picture's path or a pixel each.

import { numberText } from '../../text.js';
import { nameList } from '../class-numbers.js';
import { DataError } from '../data-error.js';

export interface Columns {
  readonly names: readonly string[];
  readonly label: number;
  /** The column of paths; undefined where all columns but the label are pixels. */
  readonly file: number | undefined;
  /** In their order. */
  readonly pixels: readonly number[];
}

function placeOf(names: readonly string[], wanted: readonly string[]): number | undefined {
  const place = names.findIndex((name) => wanted.includes(name.trim().toLowerCase()));
  return place < 0 ? undefined : place;
}

/** @throws DataError where there is no label, or nothing beside it */
export function readHeader(names: readonly string[], file: string): Columns {
  const label = placeOf(names, ['label']);
  if (label === undefined) {
    throw new DataError(
      `${file} has no column \`label\`; its first row reads ${nameList(names)}`,
      'give it a header: `label`, and `file` or the pixels',
    );
  }
  const path = placeOf(names, ['file', 'path']);
  const pixels = path === undefined ? names.map((_, at) => at).filter((at) => at !== label) : [];
  if (path !== undefined || pixels.length > 0) return { names, label, file: path, pixels };
  throw new DataError(
    `${file} has nothing but labels`,
    'add a column `file` with the paths of pictures, or a column a pixel',
  );
}

/** @throws DataError where a row is longer or shorter than the header */
export function checkRow(cells: readonly string[], row: number, { names }: Columns, file: string): void {
  if (cells.length === names.length) return;
  throw new DataError(
    `${file}: row ${numberText(row)} has ${numberText(cells.length)} cells, the header ${numberText(names.length)}`,
    'give each row as many cells as the header has',
  );
}
