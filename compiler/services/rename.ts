// Renames a param, block, block's parameter, counter or value everywhere, or says why it cannot be.

import type { Source, Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface Refusal {
  /** One sentence for the person who asked. */
  readonly refusal: string;
}

/** A replacement in one of the texts of a workspace. */
export interface PlacedEdit {
  readonly source: Source;
  readonly span: Span;
  readonly text: string;
}

/** Whether what stands here can be renamed, and what would be. */
export function prepareRename(
  _analysis: Analysis,
  _offset: number,
): { readonly span: Span; readonly name: string } | Refusal {
  return { refusal: 'there is no name here' };
}

/** `workspace` are analyses of other roots, which may `use` this file. */
export function rename(
  _analysis: Analysis,
  _offset: number,
  _name: string,
  _workspace: readonly Analysis[],
): { readonly edits: readonly PlacedEdit[] } | Refusal {
  return { refusal: 'there is no name here' };
}
