// The outline of a text: what it declares and which layers it is made of.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export type SymbolKind =
  | 'model'
  | 'parameter'
  | 'block'
  | 'input'
  | 'layer'
  | 'value'
  | 'repeat'
  | 'condition'
  | 'branch'
  | 'use'
  | 'budget'
  | 'training'
  | 'setting'
  | 'output';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** Within `span`. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

export function symbols(_analysis: Analysis): readonly DocumentSymbol[] {
  return [];
}
