// A diagnostic while it is still being made: its remedies have not been tried yet.

import type { Severity, TextEdit } from '../../grammar/diagnostic.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Shape } from '../graph/value.js';
import type { Code } from './catalogue.js';

/** What a trial showed: the shape that the layer then has. */
export interface Outcome {
  readonly output: Shape | undefined;
}

/** An edit that may help. Only one that the checker has tried, and that helped, is shown. */
export interface Candidate {
  /** The text that the edits are of; the draft's where it is not given. */
  readonly source?: Source;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
  /** One line, such as "`pad 1` keeps 28x28"; undefined where the outcome is not worth offering. */
  readonly title: (outcome: Outcome) => string | undefined;
}

/** A place in a text that may be another than the one that is being checked: one behind `use`. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
}

export interface RelatedDraft {
  /** The draft's own where it is not given. */
  readonly source?: Source;
  readonly span: Span;
  readonly message: string;
}

export interface Draft {
  /** The root's where it is not given. */
  readonly source?: Source;
  readonly code: Code;
  readonly severity?: Severity;
  readonly message: string;
  readonly span: Span;
  readonly label?: string | undefined;
  readonly related?: readonly RelatedDraft[];
  readonly notes?: readonly string[];
  readonly help?: string | undefined;
  /** The best first. */
  readonly candidates?: readonly Candidate[];
  /** The layer whose output tells whether a candidate helped. */
  readonly layer?: string;
  /** The calls of blocks that led here, the innermost first. */
  readonly calls?: readonly RelatedDraft[];
  /** Other places in the same text at which the same is said. */
  readonly also?: readonly Span[];
  /** How often the same mistake came again, in other calls and rounds. */
  readonly again?: number;
}

/** Mistakes that only come again, in other calls and rounds: more of them teach nothing, and checking ends. */
export const mostRepeated = 2_000;

export type Report = (draft: Draft) => void;
