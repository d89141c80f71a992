// The door of the grammar: a text in, a tree and its mistakes out. It never throws.

import type { IRecognitionException, IToken } from 'chevrotain';
import type * as ast from './ast.js';
import { layOut } from './layout.js';
import { tokenize } from './lexer.js';
import { Rules } from './rules.js';
import type { Source, Span } from './source.js';
import type { SyntaxError } from './syntax-error.js';
import { endOffset, EOF, NewLine } from './tokens.js';

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
  const early = [...lexed.errors, ...laidOut.errors];
  rules ??= new Rules();
  rules.input = laidOut.tokens;
  const file = rules.file();
  const late = rules.errors.map((error) => syntaxErrorOf(error, source.text.length));
  const errors = [...early, ...late.filter((error) => !isConsequence(error, early, source))];
  errors.sort((a, b) => a.span.start - b.span.start);
  const comments = lexed.comments.map((token) => ({ start: token.startOffset, end: endOffset(token) }));
  return { file: { ...file, span: { start: 0, end: source.text.length } }, comments, errors };
}

function syntaxErrorOf(
  { token, previousToken, message }: IRecognitionException & { previousToken?: IToken },
  length: number,
): SyntaxError {
  return { kind: 'unexpected-word', span: place(token, previousToken, length), message };
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
function isConsequence(error: SyntaxError, early: readonly SyntaxError[], source: Source): boolean {
  const line = (at: number): number => source.position(at).line;
  return early.some(
    (cause) =>
      cause.kind === 'too-deep' ||
      cause.kind === 'too-long' ||
      (cause.kind === 'unclosed' && error.span.start >= cause.span.start) ||
      line(cause.span.start) === line(error.span.start),
  );
}
