// What a contact sheet shows: rows of pictures beside each other on one page.

import type { Shape } from '../../compiler/graph/value.js';
import type { ValueRange } from '../../runtime/data/augment/tones.js';

export interface SheetRow {
  readonly label: string;
  /** As many as there are columns. */
  readonly pictures: readonly Float32Array[];
}

export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
  /** [height, width, channels] of each picture. */
  readonly shape: Shape;
  /** What is black, and what is white. */
  readonly range: ValueRange;
}
