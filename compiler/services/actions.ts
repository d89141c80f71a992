// What an editor offers to do about what is wrong in a stretch of text.

import type { Diagnostic } from '../../grammar/diagnostic.js';
import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import type { PlacedEdit } from './rename.js';

export interface CodeAction {
  readonly title: string;
  readonly diagnostic: Diagnostic;
  readonly edits: readonly PlacedEdit[];
  /** The one that is most likely meant. */
  readonly isPreferred: boolean;
  /** Whether it cannot change what a correct network computes. */
  readonly isSafe: boolean;
}

export function codeActions(_analysis: Analysis, _range: Span): readonly CodeAction[] {
  return [];
}
