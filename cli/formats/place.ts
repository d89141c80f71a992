// Where a stretch of text stands, as lines and columns: from 1, in UTF-16 code units, the end exclusive.

import type { Position, Source, Span } from '../../grammar/source.js';

export interface Place {
  readonly start: Position;
  readonly end: Position;
}

export function placeOf(source: Source, { start, end }: Span): Place {
  return { start: source.position(start), end: source.position(end) };
}
