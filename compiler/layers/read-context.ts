// What a reader of arguments has at hand.

import type { Expression } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Report } from '../diagnostics/draft.js';

export interface ReadContext {
  /** The value of an expression; undefined where it has none, which is then reported. */
  readonly evaluate: (expression: Expression) => number | undefined;
  /** The source text of a node. */
  readonly textOf: (node: { readonly span: Span }) => string;
  readonly report: Report;
  /** What stands behind an expression: the values of its names, and how they came about. */
  readonly origins?: (expression: Expression) => string[];
  /** The layer that does the opposite, where a negative number may have been meant for it. */
  readonly opposite?: (span: Span, positive: string) => readonly Candidate[];
}
