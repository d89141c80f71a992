// Where the name under the cursor is declared, or the file behind `use` starts.

import type { Source, Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { occurrenceAt } from './names/names-of.js';

/** A stretch of one of the texts of a workspace. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
}

export function definition(analysis: Analysis, offset: number): readonly Place[] {
  const found = occurrenceAt(analysis, offset);
  if (found === undefined) return usedAt(analysis, offset);
  const { source, span } = found.declaration;
  return [{ source, span }];
}

function usedAt({ source, uses }: Analysis, offset: number): readonly Place[] {
  const use = uses.find(
    ({ from, span }) => from.name === source.name && span.start <= offset && offset <= span.end,
  );
  return use === undefined ? [] : [{ source: use.used, span: { start: 0, end: 0 } }];
}
