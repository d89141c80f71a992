// What an editor selects as a selection grows: the word, the argument, the layer, the body, the file.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

/** The innermost first. */
export function selectionRanges(_analysis: Analysis, _offset: number): readonly Span[] {
  return [];
}
