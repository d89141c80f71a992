// What may stand at the cursor, the likeliest first.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export type CompletionKind =
  | 'layer'
  | 'block'
  | 'option'
  | 'activation'
  | 'parameter'
  | 'value'
  | 'keyword'
  | 'function'
  | 'property'
  | 'setting'
  | 'metric'
  | 'file'
  | 'snippet';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A shape or a value, beside the label. */
  readonly detail?: string;
  readonly documentation?: string;
  /** What the text takes the place of. */
  readonly span: Span;
  readonly text: string;
  /** Whether the text holds places to fill, `${1:maps}`. */
  readonly isSnippet: boolean;
  readonly sortText: string;
}

export interface Surroundings {
  /** Paths that may stand behind `use` and `data`, relative to the file. */
  readonly paths?: readonly string[];
}

export function complete(
  _analysis: Analysis,
  _offset: number,
  _around: Surroundings = {},
): readonly Completion[] {
  return [];
}
