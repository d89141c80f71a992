// What lexer, layout and parser complain about, before it becomes a diagnostic.

import type { TextEdit } from './diagnostic.js';
import type { Span } from './source.js';

/** The mistakes of form; `compiler/diagnostics/catalogue.ts` gives each its code. */
export type SyntaxErrorKind =
  | 'unexpected-character'
  | 'unexpected-word'
  | 'bad-string'
  | 'bad-number'
  | 'touching-words'
  | 'one-sided-minus'
  | 'unclosed'
  | 'unopened'
  | 'too-deep'
  | 'too-long';

/** Of more mistakes of a kind the rest is not told: who has so many has another problem. */
export const mostMistakes = 10_000;

export interface SyntaxError {
  readonly kind: SyntaxErrorKind;
  readonly span: Span;
  readonly message: string;
  readonly label?: string;
  readonly help?: string;
  /** Further places of the same mistake. */
  readonly also?: readonly Span[];
  /** The best first. */
  readonly fixes?: readonly SyntaxFix[];
}

export interface SyntaxFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
