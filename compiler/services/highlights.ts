// Everywhere in this text that the name under the cursor stands.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { keyOf } from './names/declaration.js';
import { namesOf, occurrenceAt } from './names/names-of.js';

export interface Highlight {
  readonly span: Span;
  /** Declarations write, all else reads. */
  readonly kind: 'read' | 'write';
}

export function highlights(analysis: Analysis, offset: number): readonly Highlight[] {
  const found = occurrenceAt(analysis, offset);
  if (found === undefined) return [];
  const key = keyOf(found.declaration);
  const [{ occurrences }] = namesOf(analysis);
  return occurrences
    .filter(({ declaration }) => keyOf(declaration) === key)
    .map(({ span, isDeclaration }) => ({
      span,
      kind: isDeclaration ? ('write' as const) : ('read' as const),
    }))
    .sort((a, b) => a.span.start - b.span.start);
}
