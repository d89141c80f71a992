// What the front of the compiler says about a text: one mistake, one diagnostic.

import type { Source, Span } from './source.js';

export type Severity = 'error' | 'warning' | 'information';

/** A replacement of a stretch of text; an insertion where the span is empty. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A remedy as text edits. It is safe where it cannot change what a correct network computes. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** A second place that explains the first, such as the layer that made a shape. */
export interface RelatedPlace {
  readonly source: Source;
  readonly span: Span;
  readonly message: string;
}

export interface Diagnostic {
  /** Stable, such as `CNN301`; `compiler/diagnostics/catalogue.ts` lists them all. */
  readonly code: string;
  readonly severity: Severity;
  /** The mistake in one sentence, without a full stop. */
  readonly message: string;
  readonly source: Source;
  readonly span: Span;
  /** What stands beside the underlined text; short. */
  readonly label?: string;
  readonly related: readonly RelatedPlace[];
  /** The arithmetic or the rule behind the message, a line each. */
  readonly notes: readonly string[];
  /** What to do, in one line. */
  readonly help?: string;
  readonly fixes: readonly Fix[];
}

export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
