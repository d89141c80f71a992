// `# cnnc-allow CNN603`, at the end of a line or on the line before: what is told there is meant.
// Several codes stand side by side, and after a `:` the reason.

import { parse } from '../../grammar/parser.js';
import type { Source, Span } from '../../grammar/source.js';

export interface AllowedCode {
  readonly text: string;
  readonly span: Span;
}

/** One comment. */
export interface Allowance {
  readonly span: Span;
  /** Of the statement that it is about. */
  readonly line: number;
  readonly codes: readonly AllowedCode[];
}

const word = 'cnnc-allow';

/** Those of a text; where its comments are not known it is read for them. */
export function allowancesIn(source: Source, comments?: readonly Span[]): Allowance[] {
  if (!source.text.includes(word)) return [];
  return (comments ?? parse(source).comments).flatMap((span) => allowanceOf(span, source));
}

function allowanceOf(span: Span, source: Source): Allowance[] {
  const match = /^#[ \t]*cnnc-allow(?![\w-])([^:]*)/.exec(source.slice(span));
  if (match === null) return [];
  const start = span.start + match[0].length - match[1].length;
  const codes = [...match[1].matchAll(/[^\s,]+/g)].map(({ 0: text, index }) => ({
    text,
    span: { start: start + index, end: start + index + text.length },
  }));
  return [{ span, line: lineOf(span, source), codes }];
}

/** Its own, or where nothing else stands there the next that holds more than a comment. */
function lineOf({ start }: Span, source: Source): number {
  const { line, column } = source.position(start);
  const isAlone =
    source
      .line(line)
      .slice(0, column - 1)
      .trim() === '';
  if (!isAlone) return line;
  let next = line + 1;
  while (next < source.lineCount && /^\s*(#|$)/.test(source.line(next))) next++;
  return next;
}
