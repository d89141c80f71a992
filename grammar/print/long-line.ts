// A stretch of a statement that does not fit on one line, or holds comments: it goes on in further lines.

import type { TokenType } from 'chevrotain';
import * as T from '../tokens.js';
import { widest } from './one-line.js';
import type { Piece } from './pieces.js';
import type { Spacing } from './spacing.js';

export interface Line {
  readonly indent: number;
  readonly text: string;
  readonly comment: string;
}

/** What stays together: up to a comma, or to where the writer began a line. */
interface Chunk extends Line {
  readonly blank: string;
  readonly isForced: boolean;
}

/**
 * One line where there is room. Else it keeps the line breaks of its writer, and breaks after commas what is still
 * too long.
 * @param indent of the first line
 * @param further the indentation of lines that continue it
 */
export function longLine(
  pieces: readonly Piece[],
  spacing: Spacing,
  indent: number,
  further: number,
): readonly Line[] {
  const chunks = [...chunksOf(pieces, spacing, indent, further)];
  const hasComments = chunks.slice(0, -1).some(({ comment }) => comment !== '');
  const whole = chunks.reduce(joined);
  return !hasComments && fits(whole) ? [whole] : folded(chunks);
}

function folded(chunks: readonly Chunk[]): Line[] {
  const lines: Chunk[] = [];
  for (const chunk of chunks) {
    const last = lines.at(-1);
    const longer = last === undefined ? chunk : joined(last, chunk);
    if (last !== undefined && !chunk.isForced && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(chunk);
  }
  return lines;
}

function joined(first: Chunk, next: Chunk): Chunk {
  return { ...first, text: first.text + next.blank + next.text, comment: next.comment };
}

function fits({ indent, text }: Line): boolean {
  return indent + text.length <= widest;
}

function* chunksOf(
  pieces: readonly Piece[],
  spacing: Spacing,
  indent: number,
  further: number,
): Generator<Chunk> {
  let chunk: Chunk = { indent, text: '', comment: '', blank: '', isForced: false };
  for (const [at, piece] of pieces.entries()) {
    const before = at === 0 ? undefined : pieces[at - 1];
    const blank = spacing.next(piece);
    if (before === undefined || !startsLine(before, piece)) {
      chunk = { ...chunk, text: chunk.text + (before === undefined ? '' : blank) + piece.text };
      continue;
    }
    yield { ...chunk, comment: before.trailing ?? '' };
    const goesBack = resuming.has(piece.type) && spacing.isOutside;
    const beside = piece.type === T.Else ? indent : further;
    for (const { text } of piece.comments)
      yield { indent: beside, text: '', comment: text, blank: '', isForced: true };
    const isForced = piece.breaks > 0 || before.trailing !== undefined || piece.comments.length > 0;
    chunk = { indent: goesBack ? indent : further, text: piece.text, comment: '', blank, isForced };
  }
  yield { ...chunk, comment: pieces.at(-1)?.trailing ?? '' };
}

/** With these at its start a line stands where the statement does. */
const resuming = new Set<TokenType>([T.RightParenthesis, T.CloseBranches, T.Else]);

function startsLine(before: Piece, piece: Piece): boolean {
  if (before.trailing !== undefined || piece.comments.length > 0) return true;
  if (piece.type === T.Comma) return false;
  // In parentheses a line that starts with a word of the language ends them.
  if (piece.breaks > 0) return true;
  return before.type === T.Comma && piece.type.CATEGORIES?.includes(T.Reserved) !== true;
}
