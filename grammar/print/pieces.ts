// The words and marks of a text with what stands between them: line breaks and comments. Semicolons and the
// breaks that end statements are left out, for the printer sets its own.

import type { IToken, TokenType } from 'chevrotain';
import { layOut } from '../layout.js';
import { tokenize } from '../lexer.js';
import * as T from '../tokens.js';

export interface Comment {
  readonly text: string;
  /** Line breaks before it. */
  readonly breaks: number;
}

export interface Piece {
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** In the source, from 0. */
  readonly column: number;
  /** Line breaks before it, since the last comment if there is one. */
  readonly breaks: number;
  /** Those on lines of their own before it. */
  readonly comments: readonly Comment[];
  /** Whether a statement has ended before it. */
  readonly startsStatement: boolean;
  /** The comment behind it on its line. */
  trailing?: string;
}

/** The last piece is an empty one: the end of the text, with the comments before it. */
export function piecesOf(text: string): Piece[] {
  const { tokens, comments } = tokenize(text);
  const ends = new Set(layOut(tokens).tokens.filter(({ tokenType }) => tokenType === T.NewLine));
  const collector = new Collector();
  let next = 0;
  for (const token of tokens) {
    while (next < comments.length && comments[next].startOffset < token.startOffset) {
      collector.comment(comments[next++]);
    }
    if (token.tokenType === T.NewLine) collector.lineBreak(token, ends.has(token));
    else if (token.tokenType === T.Semicolon) collector.separated = true;
    else collector.piece(token.tokenType, token.image, token.startOffset);
  }
  for (; next < comments.length; next++) collector.comment(comments[next]);
  collector.piece(T.EOF, '', text.length);
  return collector.pieces;
}

class Collector {
  readonly pieces: Piece[] = [];
  separated = false;
  private comments: Comment[] = [];
  private breaks = 0;
  private lineStart = 0;

  lineBreak(token: IToken, endsStatement: boolean): void {
    this.breaks++;
    this.separated ||= endsStatement;
    this.lineStart = T.endOffset(token);
  }

  comment({ image }: IToken): void {
    const text = withoutBlanksAtEnd(image);
    const last = this.pieces.at(-1);
    if (last !== undefined && this.comments.length === 0 && this.breaks === 0) last.trailing = text;
    else this.comments.push({ text, breaks: this.breaks });
    this.breaks = 0;
  }

  piece(type: TokenType, text: string, start: number): void {
    const { comments, breaks, separated: startsStatement } = this;
    const column = start - this.lineStart;
    this.pieces.push({
      type,
      text,
      start,
      end: start + text.length,
      column,
      breaks,
      comments,
      startsStatement,
    });
    this.comments = [];
    this.breaks = 0;
    this.separated = false;
  }
}

/** In a loop: a pattern for it takes time with the square of the blanks. */
function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (' \t\uFEFF'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
