// One line of the formatted text, before its columns are set.

import type { Piece } from './pieces.js';

export interface Row {
  readonly indent: number;
  /** Whether a `|` stands in the two columns before the text. */
  readonly hasBar: boolean;
  readonly hasBlankBefore: boolean;
  readonly scope: Scope;
  /** Of a `param`, `expect` or another item of the file, not of a network. */
  readonly isItem: boolean;
  /** Up to the claim. */
  readonly text: string;
  readonly claim: string;
  /** What follows the claim: `as NAME`. */
  readonly name: string;
  readonly comment: string;
  /** The pieces of the text, where they are one statement whose words may stand in columns. */
  readonly pieces: readonly Piece[] | undefined;
}

/** Rows of one scope share columns: a network, which is the file or the body of a block, or a `train` block. */
export interface Scope {
  readonly isTraining: boolean;
}
