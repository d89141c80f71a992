// What a reader of arguments has at hand.

import type { Expression } from '../../grammar/ast.js';
import type { Report } from '../diagnostics/draft.js';

export interface ReadContext {
  /** The value of an expression; undefined where it has none, which is then reported. */
  readonly evaluate: (expression: Expression) => number | undefined;
  /** The source text of a node. */
  readonly textOf: (node: { readonly span: { readonly start: number; readonly end: number } }) => string;
  readonly report: Report;
}
