// The arguments that stand behind a word so far, told apart by their tokens alone.

import type { Span } from '../../grammar/source.js';
import type { Piece } from './cursor.js';

export interface WrittenArgument {
  readonly kind: 'word' | 'value' | 'branches' | 'named' | 'string';
  /** The word, the name before `=`, or the text of a value's first piece. */
  readonly text: string;
  readonly span: Span;
  /** Whether a value is called: `bn(...)`. */
  readonly isCall?: boolean;
}

export interface WrittenArguments {
  readonly given: readonly WrittenArgument[];
  /** What the last piece waits for: the rest of a calculation or size, or a value behind `NAME=`. */
  readonly open: 'operand' | 'named' | undefined;
  /** `as` and `->` end the arguments. */
  readonly ending: readonly Ending[];
}

export interface Ending {
  readonly word: 'as' | '->';
  readonly pieces: readonly Piece[];
}

const operators = new Set(['+', '-', '*', '/', '//', '^', 'x', '..', '<', '<=', '>', '>=', '==', '!=']);

/** Of the pieces behind the word. */
export function writtenArguments(pieces: readonly Piece[]): WrittenArguments {
  const end = pieces.findIndex(endsArguments);
  const own = end < 0 ? pieces : pieces.slice(0, end);
  const given: WrittenArgument[] = [];
  let open: WrittenArguments['open'];
  for (const piece of own) open = take(piece, given, open);
  return { given, open, ending: end < 0 ? [] : endingsOf(pieces.slice(end)) };
}

function endsArguments({ kind, text }: Piece): boolean {
  return (kind === 'word' && text === 'as') || (kind === 'mark' && text === '->');
}

function endingsOf(pieces: readonly Piece[]): Ending[] {
  const endings: { word: Ending['word']; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    if (endsArguments(piece)) endings.push({ word: piece.text === 'as' ? 'as' : '->', pieces: [] });
    else endings.at(-1)?.pieces.push(piece);
  }
  return endings;
}

/** Adds a piece to the arguments, and tells what is open behind it. */
function take(
  piece: Piece,
  given: WrittenArgument[],
  open: WrittenArguments['open'],
): WrittenArguments['open'] {
  const last = given.at(-1);
  const join = (change: Partial<WrittenArgument>) => {
    if (last)
      given.splice(-1, 1, { ...last, ...change, span: { start: last.span.start, end: piece.span.end } });
  };
  if (piece.kind === 'mark') {
    if (piece.text === '=') join({ kind: 'named' });
    else if (operators.has(piece.text)) {
      if (last === undefined) given.push({ kind: 'value', text: piece.text, span: piece.span });
      else join(last.kind === 'named' ? {} : { kind: 'value' });
    }
    return piece.text === '=' ? 'named' : operators.has(piece.text) ? 'operand' : undefined;
  }
  if (open !== undefined && piece.text !== '<') join({});
  else if (piece.text === 'f(') join({ isCall: true });
  else given.push(argumentOf(piece));
  return undefined;
}

function argumentOf({ kind, text, span }: Piece): WrittenArgument {
  if (kind === 'group') return { kind: text === '<' ? 'branches' : 'value', text, span };
  return { kind: kind === 'mark' ? 'value' : kind, text, span };
}
