// A statement on one line, where it was written on one and there is room.

import * as T from '../tokens.js';
import { isContainer, type Container, type Sequence, type Statement } from './outline.js';
import type { Piece } from './pieces.js';
import { mannerOf, Spacing, type Manner } from './spacing.js';

/** The width that lines keep to. */
export const widest = 100;

/** What one line can hold; undefined where the statement takes more. */
export function oneLine(
  statement: Pick<Statement, 'first' | 'parts' | 'last'>,
  room: number,
  manner = mannerOf(statement.first),
): string | undefined {
  const spacing = new Spacing(manner);
  let text = '';
  for (const part of statement.parts) {
    if (part !== statement.first && breaksBefore(part)) return undefined;
    const written = isContainer(part) ? inlined(part, room, spacing) : spaced(part, spacing);
    if (written === undefined || text.length + written.length > room) return undefined;
    text += written;
    const last = isContainer(part) ? part.close : part;
    if (last.trailing !== undefined && last !== statement.last) return undefined;
  }
  return text;
}

function spaced(piece: Piece, spacing: Spacing): string {
  return spacing.next(piece) + piece.text;
}

/** Lines in parentheses may be joined; an `else` on a line of its own says that the `if` is to be long. */
function breaksBefore(part: Piece | Container): boolean {
  if (isContainer(part)) return false;
  return part.comments.length > 0 || (part.type === T.Else && part.breaks > 0);
}

function inlined(part: Container, room: number, spacing: Spacing): string | undefined {
  const { kind, open, sequences, close, isInline } = part;
  if (!isInline && !isEmpty(part)) return undefined;
  const start = spaced(open, spacing);
  const end = spaced(close, spacing).trimStart();
  const inside = joined(sequences, room, kind === 'train' ? 'setting' : undefined);
  if (inside === undefined) return undefined;
  const blank = kind === 'branches' || inside === '' ? '' : ' ';
  return start + blank + inside + blank + end;
}

/** Nothing between the braces or marks, not even a comment. */
export function isEmpty({ open, sequences: [{ statements, end }, second] }: Container): boolean {
  return (
    second === undefined &&
    statements.length === 0 &&
    end.comments.length === 0 &&
    open.trailing === undefined
  );
}

function joined(
  sequences: readonly Sequence[],
  room: number,
  manner: Manner | undefined,
): string | undefined {
  let text = '';
  for (const [index, { statements }] of sequences.entries()) {
    if (index > 0) text += text === '' ? '|' : ' |';
    for (const [position, statement] of statements.entries()) {
      const written = oneLine(statement, room, manner);
      if (written === undefined) return undefined;
      text += `${position > 0 ? ';' : ''}${text === '' ? '' : ' '}${written}`;
      if (text.length > room) return undefined;
    }
  }
  return text;
}
