// The paths in a text that lead to files.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface Link {
  /** The string, its quotes left out. */
  readonly span: Span;
  /** As written: relative to the text. */
  readonly path: string;
  readonly kind: 'use' | 'data';
}

export function links(_analysis: Analysis): readonly Link[] {
  return [];
}
