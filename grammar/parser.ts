// The door of the grammar: a text in, a tree and its mistakes out. It never throws.

import type { IRecognitionException, IToken } from 'chevrotain';
import type * as ast from './ast.js';
import { adviceOn, formOf } from './expectations.js';
import { layOut, nestedTooDeep, type LaidOut } from './layout.js';
import { tokenize } from './lexer.js';
import { Rules } from './rules.js';
import type { Source, Span } from './source.js';
import type { SyntaxError } from './syntax-error.js';
import { As, Block, endOffset, EOF, Name, NewLine, Param, Use } from './tokens.js';

export interface Parsed {
  readonly file: ast.File;
  readonly comments: readonly Span[];
  /** In the order of the text. */
  readonly errors: readonly SyntaxError[];
}

let rules: Rules | undefined;

export function parse(source: Source): Parsed {
  const lexed = tokenize(source.text);
  const laidOut = layOut(lexed.tokens);
  const { file, late, overflow } = read(laidOut, source.text.length);
  const early = [...lexed.errors, ...laidOut.errors, ...overflow];
  const errors = [...early, ...independent(late, early, source)];
  errors.sort((a, b) => a.span.start - b.span.start);
  const lost = errors.length === 0 ? file : lostOn(brokenLines(errors, source), lexed.tokens, source);
  const { lostNames, losesUse } = lost;
  const comments = lexed.comments.map((token) => ({ start: token.startOffset, end: endOffset(token) }));
  const span = { start: 0, end: source.text.length };
  return { file: { ...file, lostNames, losesUse, span }, comments, errors };
}

interface Read {
  readonly file: ast.File;
  readonly late: readonly SyntaxError[];
  readonly overflow: readonly SyntaxError[];
}

/** Where the stack is smaller than usual, or much of it is in use, less nesting may be too much. */
function read({ tokens, deepest }: LaidOut, length: number): Read {
  rules ??= new Rules();
  rules.input = tokens;
  try {
    const file = rules.file();
    return { file, late: rules.errors.map((error) => syntaxErrorOf(error, length)), overflow: [] };
  } catch (error) {
    if (!(error instanceof RangeError) || deepest === undefined) throw error;
    return { file: nothing, late: [], overflow: [nestedTooDeep(deepest)] };
  }
}

const nothing: ast.File = {
  kind: 'file',
  statements: [],
  lostNames: new Set(),
  losesUse: false,
  span: { start: 0, end: 0 },
};

type ParserError = IRecognitionException & { readonly previousToken?: IToken };

function syntaxErrorOf({ token, previousToken, message, context }: ParserError, length: number): SyntaxError {
  const atStart = context.ruleStack.at(-1) === 'misplaced';
  const help = adviceOn(token, atStart) ?? formOf(['file', ...context.ruleStack]);
  const span = place(token, previousToken, length);
  return { kind: 'unexpected-word', span, message, ...(help !== undefined && { help }) };
}

/** At the end of a statement or text there is nothing to underline but what came before. */
function place(token: IToken, previous: IToken | undefined, length: number): Span {
  const ends = token.tokenType === EOF || token.tokenType === NewLine;
  if (!ends) return { start: token.startOffset, end: endOffset(token) };
  if (previous === undefined || Number.isNaN(previous.startOffset)) return { start: length, end: length };
  return { start: endOffset(previous), end: endOffset(previous) };
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
  if (early.some(({ kind }) => kind === 'too-deep' || kind === 'too-long')) return [];
  const broken = brokenLines(early, source);
  const unclosed = early.reduce(
    (first, { kind, span }) => (kind === 'unclosed' ? Math.min(first, span.start) : first),
    Infinity,
  );
  return late.filter(({ span: { start } }) => start < unclosed && !broken.has(source.position(start).line));
}

/** The lines on which mistakes of form stand. */
export function brokenLines(errors: readonly SyntaxError[], source: Source): Set<number> {
  const lines = new Set<number>();
  for (const { span, also = [] } of errors)
    for (const { start } of [span, ...also]) lines.add(source.position(start).line);
  return lines;
}

/** A statement that cannot be read still tells which name it was to declare. */
function lostOn(
  lines: ReadonlySet<number>,
  tokens: readonly IToken[],
  source: Source,
): Pick<ast.File, 'lostNames' | 'losesUse'> {
  const lostNames = new Set<string>();
  let losesUse = false;
  tokens.forEach(({ tokenType, startOffset }, i) => {
    if (!declaring.has(tokenType) || !lines.has(source.position(startOffset).line)) return;
    if (tokenType === Use) losesUse = true;
    const next = tokens[i + 1] as IToken | undefined;
    if (next?.tokenType === Name) lostNames.add(next.image);
  });
  return { lostNames, losesUse };
}

const declaring = new Set([Param, Block, As, Use]);
