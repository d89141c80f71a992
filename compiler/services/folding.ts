// Which stretches of a text an editor may fold away.

import type { Analysis } from '../compile.js';

export interface FoldingRange {
  readonly start: number;
  readonly end: number;
  readonly kind?: 'comment' | 'imports' | 'region';
}

export function foldingRanges(_analysis: Analysis): readonly FoldingRange[] {
  return [];
}
