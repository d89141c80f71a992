// Everywhere in this text that the name under the cursor stands.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface Highlight {
  readonly span: Span;
  /** Declarations write, all else reads. */
  readonly kind: 'read' | 'write';
}

export function highlights(_analysis: Analysis, _offset: number): readonly Highlight[] {
  return [];
}
