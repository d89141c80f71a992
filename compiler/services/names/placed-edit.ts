// An edit that says of which text.

import type { Source, Span } from '../../../grammar/source.js';

/** A replacement in one of the texts of a workspace. */
export interface PlacedEdit {
  readonly source: Source;
  readonly span: Span;
  readonly text: string;
}
