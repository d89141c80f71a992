// `# cnnc-allow CNN603`: what is told there is meant. At the end of a line it is about that line, on
// a line of its own about the whole statement that follows. Several codes stand side by side, and
// after a `:` the reason.

import type { File, Statement } from '../../grammar/ast.js';
import { parse } from '../../grammar/parser.js';
import type { Source, Span } from '../../grammar/source.js';

export interface AllowedCode {
  readonly text: string;
  readonly span: Span;
}

/** One comment. */
export interface Allowance {
  readonly span: Span;
  /** The lines that it is about, the first and the last. */
  readonly line: number;
  readonly lastLine: number;
  readonly codes: readonly AllowedCode[];
}

/** A text as it was read. */
export interface ReadText {
  readonly file: File;
  readonly comments: readonly Span[];
}

const word = 'cnnc-allow';

/** Those of a text; where it was not read yet it is. */
export function allowancesIn(source: Source, read?: ReadText): Allowance[] {
  if (!source.text.includes(word)) return [];
  const { file, comments } = read ?? parse(source);
  return comments.flatMap((span) => allowanceOf(span, source, file));
}

export function reaches({ line, lastLine }: Allowance, place: number): boolean {
  return line <= place && place <= lastLine;
}

function allowanceOf(span: Span, source: Source, file: File): Allowance[] {
  const match = /^#[ \t]*cnnc-allow(?![\w-])([^:]*)/.exec(source.slice(span));
  if (match === null) return [];
  const start = span.start + match[0].length - match[1].length;
  const codes = [...match[1].matchAll(/[^\s,]+/g)].map(({ 0: text, index }) => ({
    text,
    span: { start: start + index, end: start + index + text.length },
  }));
  const { line, column } = source.position(span.start);
  if (!isBlank(source.line(line).slice(0, column - 1))) return [{ span, line, lastLine: line, codes }];
  const next = lineAfter(line, source);
  return [{ span, line: next, lastLine: lastLineFrom(next, file.statements, source), codes }];
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The next line that holds more than a comment. */
function lineAfter(line: number, source: Source): number {
  let next = line + 1;
  while (next < source.lineCount && /^\s*(#|$)/.test(source.line(next))) next++;
  return next;
}

/** Where the statements that start on a line end, so that it counts nothing how they are laid out. */
function lastLineFrom(line: number, statements: readonly Statement[], source: Source): number {
  let last = line;
  for (const statement of statements) {
    const start = source.position(statement.span.start).line;
    const end = source.position(statement.span.end).line;
    if (start === line) last = Math.max(last, end);
    else if (start < line && line <= end) return lastLineFrom(line, inside(statement), source);
  }
  return last;
}

/** The statements in the bodies and branches of one. */
function inside(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'block':
    case 'repeat':
      return statement.body.statements;
    case 'if':
      return [...statement.cases.map(({ body }) => body), statement.otherwise].flatMap(
        (body) => body?.statements ?? [],
      );
    case 'layer':
      return statement.arguments.flatMap((argument) =>
        argument.kind === 'branches' ? argument.branches.flatMap((branch) => branch.statements) : [],
      );
    case 'model':
    case 'param':
    case 'expect':
    case 'train':
    case 'claim':
    case 'use':
    case 'from':
    case 'output':
    case 'error':
      return [];
  }
}
