// Reads a stretch of a text, or all of it, from where a statement starts to where one ends.

import type { IRecognitionException, IToken } from 'chevrotain';
import type { Statement } from './ast.js';
import { brokenLines } from './broken-lines.js';
import { adviceOn, formOf } from './expectations.js';
import { layOut, nestedTooDeep, type LaidOut } from './layout.js';
import { tokenize } from './lexer.js';
import { Rules } from './rules.js';
import type { Source, Span } from './source.js';
import type { SyntaxError } from './syntax-error.js';
import { endOffset, EOF, NewLine, RightBrace } from './tokens.js';

export interface Stretch {
  readonly statements: readonly Statement[];
  readonly comments: readonly Span[];
  /** In the order of the text. */
  readonly errors: readonly SyntaxError[];
  /** Where statements start on a new line with nothing open: what comes before them says nothing of how they read. */
  readonly starts: readonly number[];
}

/** A stretch that was read for itself. */
export interface Inner extends Stretch {
  /** Whether it ends where a statement ends, so that what follows reads the same after another text. */
  readonly isEnded: boolean;
}

let rules: Rules | undefined;

export function readAll(source: Source): Stretch {
  const lexed = tokenize(source.text);
  return stretchOf(lexed, layOut(lexed.tokens), source);
}

/** From where a statement starts on a new line to where another does, or to the end of the text. */
export function readInner(
  source: Source,
  { start, end }: { readonly start: number; readonly end: number | undefined },
): Inner {
  const lexed = tokenize(source.text, { start, end: end ?? source.text.length });
  const laidOut = layOut(lexed.tokens);
  const { tokens, isEnded } = laidOut;
  // For a layout that sees nothing after it the last line break says nothing.
  const lineBreak = end === undefined ? undefined : lexed.tokens.at(-1);
  if (tokens.length > 0 && lineBreak !== undefined) tokens.push(lineBreak);
  // A line break before the first statement of all ends none.
  const isNothing = tokens.length === 0 && start === 0;
  return { ...stretchOf(lexed, laidOut, source), isEnded: end === undefined || (isEnded && !isNothing) };
}

function stretchOf(lexed: ReturnType<typeof tokenize>, laidOut: LaidOut, source: Source): Stretch {
  const { statements, late, overflow } = read(laidOut, source.text);
  const early = [...lexed.errors, ...laidOut.errors, ...overflow];
  const errors = [...early, ...independent(late, early, source)];
  errors.sort((a, b) => a.span.start - b.span.start);
  const comments = lexed.comments.map((token) => ({ start: token.startOffset, end: endOffset(token) }));
  return { statements, comments, errors, starts: laidOut.starts };
}

interface Read {
  readonly statements: readonly Statement[];
  readonly late: readonly SyntaxError[];
  readonly overflow: readonly SyntaxError[];
}

/** Where the stack is smaller than usual, or much of it is in use, less nesting may be too much. */
function read({ tokens, deepest }: LaidOut, text: string): Read {
  rules ??= new Rules();
  rules.input = tokens;
  try {
    const { statements } = rules.file();
    return { statements, late: rules.errors.map((error) => syntaxErrorOf(error, text)), overflow: [] };
  } catch (error) {
    if (!(error instanceof RangeError) || deepest === undefined) throw error;
    return { statements: [], late: [], overflow: [nestedTooDeep(deepest)] };
  }
}

type ParserError = IRecognitionException & { readonly previousToken?: IToken };

function syntaxErrorOf({ token, previousToken, message, context }: ParserError, text: string): SyntaxError {
  const atStart = context.ruleStack.at(-1) === 'misplaced';
  const help = adviceOn(token, atStart) ?? formOf(['file', ...context.ruleStack]);
  const span = place(token, previousToken, text);
  return { kind: 'unexpected-word', span, message, ...(help !== undefined && { help }) };
}

/** At the end of a statement or text there is nothing to underline but what came before. */
function place(token: IToken, previous: IToken | undefined, text: string): Span {
  const ends = token.tokenType === EOF || token.tokenType === NewLine || isOnNextLine(token, previous, text);
  if (!ends) return { start: token.startOffset, end: endOffset(token) };
  const { length } = text;
  if (previous === undefined || Number.isNaN(previous.startOffset)) return { start: length, end: length };
  return { start: endOffset(previous), end: endOffset(previous) };
}

/** A bracket that closes what the statement before it stands in: the line break between them is no token. */
function isOnNextLine(
  { tokenType, startOffset }: IToken,
  previous: IToken | undefined,
  text: string,
): boolean {
  if (tokenType !== RightBrace || previous === undefined || Number.isNaN(previous.startOffset)) return false;
  return /[\r\n]/.test(text.slice(endOffset(previous), startOffset));
}

/**
 * What the parser says after something is unclosed, or on a line whose characters or words are
 * wrong already, only follows from that.
 */
function independent(
  late: readonly SyntaxError[],
  early: readonly SyntaxError[],
  source: Source,
): readonly SyntaxError[] {
  if (late.length === 0 || early.some(({ kind }) => kind === 'too-deep' || kind === 'too-long')) return [];
  const broken = brokenLines(early, source);
  const unclosed = early.reduce(
    (first, { kind, span }) => (kind === 'unclosed' ? Math.min(first, span.start) : first),
    Infinity,
  );
  return late.filter(({ span: { start } }) => start < unclosed && !broken.has(source.position(start).line));
}
