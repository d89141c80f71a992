// What is written before an offset, from the tokens alone, so that it holds in a broken text too:
// the word that is being written, the statement up to it, and what is open around it.

import type { File } from '../../grammar/ast.js';
import { layOut } from '../../grammar/layout.js';
import { tokenize } from '../../grammar/lexer.js';
import type { Source, Span } from '../../grammar/source.js';
import * as T from '../../grammar/tokens.js';

type Token = ReturnType<typeof layOut>['tokens'][number];
type TokenType = typeof T.Word;

/** A token, or what stands between brackets with them. */
export interface Piece {
  readonly kind: 'word' | 'value' | 'string' | 'mark' | 'group';
  /** Of a group the bracket that opens it, which is `f(` where it calls a function. */
  readonly text: string;
  readonly span: Span;
}

/** What stands between an open bracket, or the start of the text, and the cursor. */
export interface Level {
  /** Undefined for the file. */
  readonly opener: '{' | '<' | '(' | 'f(' | undefined;
  /** Whether it is GoogLeNet's short form, which holds numbers. */
  readonly isShort: boolean;
  /** The statement that is being written there. */
  readonly pieces: readonly Piece[];
}

export interface Cursor {
  /** The word that is being written, up to the cursor. */
  readonly prefix: string;
  /** The whole of it. */
  readonly span: Span;
  readonly isInString: boolean;
  /** The outermost first; the last is where the cursor stands. */
  readonly levels: readonly Level[];
  /** Where the innermost statement starts that no parenthesis holds. */
  readonly statementStart: number;
}

export function cursorAt(source: Source, file: File, offset: number): Cursor {
  const { text } = source;
  const prefix = prefixBefore(text, offset);
  const start = offset - prefix.length;
  const from = lexingStart(file, offset);
  // A word stands in for what is being written: a line break before it counts then.
  const before = `${text.slice(from, start)} `;
  const lexed = layOut(tokenize(before + standIn).tokens).tokens;
  // A string that is open swallows it.
  const isInString = lexed.at(-1)?.startOffset !== before.length;
  const levels = levelsOf(isInString ? lexed : lexed.slice(0, -1), from);
  const [first] = levels.findLast(({ opener }) => opener !== '(' && opener !== 'f(')?.pieces ?? [];
  const end = offset + (/^[A-Za-z0-9_]*/.exec(text.slice(offset, offset + 64))?.[0].length ?? 0);
  const span = { start, end: prefix === '' ? offset : end };
  return { prefix, span, isInString, levels, statementStart: first?.span.start ?? start };
}

const standIn = 'z';

/** `conv-tr`, `in.ch`, `rel`; of `a-b` the `b`. */
function prefixBefore(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 64), offset);
  const word =
    /(?:\bin\.[A-Za-z]*|[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]*)*|[0-9][0-9x]*)$/.exec(before)?.[0] ?? '';
  const isKnown = !word.includes('-') || T.hyphenatedWords.some((known) => known.startsWith(word));
  return isKnown ? word : word.slice(word.lastIndexOf('-') + 1);
}

/** How many statements before the cursor are looked through for one that could not be read. */
const lookedThrough = 32;

/** Where a statement of the file starts before which nothing can be open at the cursor. */
function lexingStart({ statements }: File, offset: number): number {
  let last = statements.length;
  for (let low = 0; low < last;) {
    const middle = (low + last) >> 1;
    if (statements[middle].span.start < offset) low = middle + 1;
    else last = middle;
  }
  const near = statements.slice(Math.max(0, last - lookedThrough), last);
  const broken = near.findIndex(({ kind }) => kind === 'error');
  const before = broken > 0 ? near[broken - 1] : broken < 0 ? near.at(-1) : undefined;
  return before?.span.start ?? 0;
}

interface OpenLevel extends Level {
  pieces: Piece[];
  readonly start: number;
}

function levelsOf(tokens: readonly Token[], from: number): readonly Level[] {
  const levels: OpenLevel[] = [{ opener: undefined, isShort: false, pieces: [], start: from }];
  for (const token of tokens) {
    const opener = openers.get(token.tokenType);
    const start = from + token.startOffset;
    if (opener !== undefined)
      levels.push({ opener, isShort: token.tokenType === T.OpenShortForm, pieces: [], start });
    else if (closers.has(token.tokenType)) close(levels, token, from);
    else if (separators.has(token.tokenType)) (levels.at(-1) as OpenLevel).pieces = [];
    else (levels.at(-1) as OpenLevel).pieces.push(pieceOf(token, from));
  }
  return levels;
}

function close(levels: OpenLevel[], token: Token, from: number): void {
  const at = levels.findLastIndex(({ opener }) => opener?.at(-1) === closers.get(token.tokenType));
  if (at < 1) return;
  const [{ opener, start }] = levels.splice(at);
  const span = { start, end: from + T.endOffset(token) };
  (levels.at(-1) as OpenLevel).pieces.push({ kind: 'group', text: opener ?? '', span });
}

function pieceOf(token: Token, from: number): Piece {
  const span = { start: from + token.startOffset, end: from + T.endOffset(token) };
  return { kind: kindOf(token), text: token.image, span };
}

function kindOf({ tokenType }: Token): Piece['kind'] {
  const categories = tokenType.CATEGORIES ?? [];
  if (tokenType === T.Name || tokenType === T.Hyphenated || categories.includes(T.Reserved)) return 'word';
  if (tokenType === T.Text) return 'string';
  return values.has(tokenType) ? 'value' : 'mark';
}

const openers = new Map<TokenType, NonNullable<Level['opener']>>([
  [T.LeftBrace, '{'],
  [T.OpenBranches, '<'],
  [T.OpenShortForm, '<'],
  [T.LeftParenthesis, '('],
  [T.CallParenthesis, 'f('],
]);
const closers = new Map<TokenType, string>([
  [T.RightBrace, '{'],
  [T.CloseBranches, '<'],
  [T.RightParenthesis, '('],
]);
const separators = new Set<TokenType>([T.NewLine, T.Semicolon, T.Bar]);
const values = new Set<TokenType>([T.Numeral, T.Wildcard, T.In]);
