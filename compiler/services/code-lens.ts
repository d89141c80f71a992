// Lines of figures above what they are about: totals over the model, uses over a block.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly command?: 'summary' | 'train' | 'build' | 'references';
}

export function codeLenses(_analysis: Analysis): readonly CodeLens[] {
  return [];
}
