// The blank that stands between two neighbouring pieces of a statement. None of it may make other words of
// them: `max (1)` is two arguments, `max(1)` a call, `16 -1` a mistake.

import type { TokenType } from 'chevrotain';
import * as T from '../tokens.js';
import type { Piece } from './pieces.js';

/** What a statement is, as far as its blanks depend on that. */
export type Manner = 'layer' | 'setting' | 'block' | 'other';

export function mannerOf({ type }: Piece): Manner {
  if (type === T.Block) return 'block';
  return type === T.Input || type.CATEGORIES?.includes(T.Word) === true ? 'layer' : 'other';
}

/** Writes pieces behind each other. It remembers the parentheses that are open, for they set pieces apart. */
export class Spacing {
  private readonly manner: Manner;
  private before: Piece | undefined;
  private beforeThat: Piece | undefined;
  private depth = 0;

  constructor(manner: Manner) {
    this.manner = manner;
  }

  /** Whether every parenthesis is closed. */
  get isOutside(): boolean {
    return this.depth === 0;
  }

  /** The blank before this piece, which is then the last. */
  next(piece: Piece): string {
    const blank = this.before === undefined ? '' : this.between(this.before, piece);
    if (opening.has(piece.type)) this.depth++;
    else if (piece.type === T.RightParenthesis) this.depth--;
    this.beforeThat = this.before;
    this.before = piece;
    return blank;
  }

  private get isOfArguments(): boolean {
    return this.manner === 'layer' || this.manner === 'setting';
  }

  private between(before: Piece, piece: Piece): string {
    if (this.manner === 'setting' && (isForeign(before) || isForeign(piece))) return asWritten(before, piece);
    if (tightAfter.has(before.type) || tightBefore.has(piece.type)) return '';
    if (before.type === T.Sign || (before.type === T.Minus && !isOperand(this.beforeThat))) return '';
    if (before.type === T.LeftBrace && piece.type === T.RightBrace) return '';
    if (this.manner === 'block') return piece.type === T.LeftParenthesis && before.type === T.Name ? '' : ' ';
    const isTight = this.isOfArguments && (joins(before, this.depth) || joins(piece, this.depth));
    return isTight ? '' : ' ';
  }
}

const opening = new Set<TokenType>([T.LeftParenthesis, T.CallParenthesis]);

const tightAfter = new Set<TokenType>([
  T.LeftParenthesis, T.CallParenthesis, T.OpenBranches, T.OpenShortForm, T.By, T.Dots, T.Power,
]); // prettier-ignore

const tightBefore = new Set<TokenType>([
  T.Comma, T.RightParenthesis, T.CallParenthesis, T.CloseBranches, T.By, T.Dots, T.Power,
]); // prettier-ignore

/** `a=1`, and products that stand alone among arguments or values: `conv 2*n 3x3`, `scale 1/255`. */
function joins({ type }: Piece, depth: number): boolean {
  return type === T.Equals || (depth === 0 && (type === T.Times || type === T.Divide));
}

const operands = new Set<TokenType>([
  T.Numeral, T.Name, T.Hyphenated, T.RightParenthesis, T.In, T.Wildcard,
]); // prettier-ignore

/** After an operand a minus is a difference, else a sign. */
function isOperand(piece: Piece | undefined): boolean {
  return piece !== undefined && operands.has(piece.type);
}

/** What no setting takes stays as it was: nothing is known of it. */
function isForeign({ type }: Piece): boolean {
  if (type === T.RightParenthesis || type === T.CallParenthesis || type === T.By || type === T.Dots)
    return false;
  return type.CATEGORIES?.includes(T.Unsettled) === true;
}

function asWritten(before: Piece, piece: Piece): string {
  return piece.start > before.end ? ' ' : '';
}
