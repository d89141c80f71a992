// What a reader of arguments has at hand. Methods: taken out of the object they would lose it.

import type { Expression } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Draft } from '../diagnostics/draft.js';

export interface ReadContext {
  /** The value of an expression; undefined where it has none, which is then reported. */
  evaluate(expression: Expression): number | undefined;
  /** The source text of a node. */
  textOf(node: { readonly span: Span }): string;
  report(draft: Draft): void;
  /** What stands behind an expression: the values of its names, and how they came about. */
  origins?(expression: Expression): string[];
  /** The layer that does the opposite, where a negative number may have been meant for it. */
  opposite?(span: Span, positive: string): readonly Candidate[];
}
