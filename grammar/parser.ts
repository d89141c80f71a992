// The door of the grammar: a text in, a tree and its mistakes out. It never throws.

import type * as ast from './ast.js';
import { lostIn } from './broken-lines.js';
import type { Source, Span } from './source.js';
import { readAll, type Stretch } from './stretch.js';
import type { SyntaxError } from './syntax-error.js';

export { brokenLines } from './broken-lines.js';

export interface Parsed {
  readonly file: ast.File;
  readonly comments: readonly Span[];
  /** In the order of the text. */
  readonly errors: readonly SyntaxError[];
  /** Where statements start that read the same whatever comes before them; `reparse` begins there. */
  readonly starts: readonly number[];
}

export function parse(source: Source): Parsed {
  return parsedOf(readAll(source), source);
}

export function parsedOf({ statements, comments, errors, starts }: Stretch, source: Source): Parsed {
  const span = { start: 0, end: source.text.length };
  return { file: { kind: 'file', statements, ...lostIn(errors, source), span }, comments, errors, starts };
}
