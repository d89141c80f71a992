// What an editor shows over a word: its documentation, and what it amounts to here.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface Hover {
  /** What it speaks of. */
  readonly span: Span;
  readonly markdown: string;
}

export function hover(_analysis: Analysis, _offset: number): Hover | undefined {
  return undefined;
}
