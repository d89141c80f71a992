// The nesting of a text: statements in sequences, sequences in bodies, branches and `train`. It rests on what
// the parser has found without mistakes, and sees no further into a statement than the printer needs.

import type { TokenType } from 'chevrotain';
import * as T from '../tokens.js';
import { piecesOf, type Piece } from './pieces.js';

export interface Sequence {
  readonly statements: readonly Statement[];
  /** The `|`, `>` or `}` behind it, or the end of the text; it holds the comments after the last statement. */
  readonly end: Piece;
}

export interface Container {
  readonly kind: 'body' | 'branches' | 'train';
  readonly open: Piece;
  /** More than one only between the bars of branches. */
  readonly sequences: readonly Sequence[];
  readonly close: Piece;
  /** Whether it was written on one line. */
  readonly isInline: boolean;
}

export interface Statement {
  readonly first: Piece;
  readonly parts: readonly (Piece | Container)[];
  /** The last piece, also where that closes a container. */
  readonly last: Piece;
}

export function isContainer(part: Piece | Container): part is Container {
  return 'kind' in part;
}

const sequenceEnds = new Set<TokenType>([T.Bar, T.CloseBranches, T.RightBrace, T.EOF]);

export function outlineOf(text: string): Sequence {
  return new Outliner(piecesOf(text)).sequence();
}

class Outliner {
  private readonly pieces: readonly Piece[];
  private at = 0;

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  private get next(): Piece {
    return this.pieces[this.at];
  }

  /** Up to what ends it, which it leaves there. */
  sequence(): Sequence {
    const statements: Statement[] = [];
    while (!sequenceEnds.has(this.next.type)) statements.push(this.statement());
    return { statements, end: this.next };
  }

  private statement(): Statement {
    const first = this.next;
    const parts: (Piece | Container)[] = [];
    let inShortForm = false;
    do {
      const { type } = this.next;
      if (type === T.OpenBranches || type === T.LeftBrace) parts.push(this.container(first));
      else parts.push(this.pieces[this.at++]);
      inShortForm = type === T.OpenShortForm || (inShortForm && type !== T.CloseBranches);
    } while (inShortForm || (!sequenceEnds.has(this.next.type) && !this.next.startsStatement));
    return { first, parts, last: this.pieces[this.at - 1] };
  }

  private container({ type }: Piece): Container {
    const from = this.at;
    const open = this.pieces[this.at++];
    const sequences = [this.sequence()];
    while (this.next.type === T.Bar) {
      this.at++;
      sequences.push(this.sequence());
    }
    const close = this.pieces[this.at++];
    const kind = open.type === T.OpenBranches ? 'branches' : type === T.Train ? 'train' : 'body';
    return { kind, open, sequences, close, isInline: this.isOneLine(from, this.at) };
  }

  private isOneLine(from: number, end: number): boolean {
    for (let at = from + 1; at < end; at++) {
      const { breaks, comments } = this.pieces[at];
      if (breaks > 0 || comments.length > 0 || this.pieces[at - 1].trailing !== undefined) return false;
    }
    return true;
  }
}
