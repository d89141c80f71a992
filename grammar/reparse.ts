// Reads a text again after an edit: only the statements around it, where the rest reads as before.
// What it answers is what `parse` answers; where that is not certain it is `parse` that does.

import { longestText } from './lexer.js';
import { parse, parsedOf, type Parsed } from './parser.js';
import { shiftedError, shiftedSpan } from './shifted-error.js';
import { shiftedStatements } from './shifted-tree.js';
import type { Source, Span } from './source.js';
import { readInner, type Stretch } from './stretch.js';
import type { SyntaxError, SyntaxErrorKind } from './syntax-error.js';

/** What a text was, and what it read as. */
export interface Earlier extends Parsed {
  readonly source: Source;
}

/** Mistakes that only concern the line on which they stand. */
const local = new Set<SyntaxErrorKind>([
  'unexpected-word', 'touching-words', 'one-sided-minus', 'bad-number', 'bad-string',
]); // prettier-ignore

/** A text with more of them than that is read as a whole, so that what limits them is the same. */
const mostLocal = 1000;

export function reparse(previous: Earlier, source: Source): Parsed {
  return around(previous, source) ?? parse(source);
}

/** Undefined where more than the statements around the edit may read otherwise. */
function around(previous: Earlier, source: Source): Parsed | undefined {
  if (source.text.length > longestText || !areLocal(previous.errors)) return undefined;
  const edit = editBetween(previous.source.text, source.text);
  const old = { start: lastStart(previous, edit), end: firstAfter(previous, edit) };
  const by = source.text.length - previous.source.text.length;
  const read = readInner(source, { start: old.start, end: old.end === undefined ? undefined : old.end + by });
  return areLocal(read.errors) && read.isEnded
    ? parsedOf(joined(previous, old, read, by), source)
    : undefined;
}

function areLocal(errors: readonly SyntaxError[]): boolean {
  return errors.length < mostLocal && errors.every(({ kind }) => local.has(kind));
}

/** The stretch of the old text that another has replaced in the new one. */
function editBetween(before: string, after: string): Span {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let [end, endAfter] = [before.length, after.length];
  while (end > start && endAfter > start && before.charCodeAt(end - 1) === after.charCodeAt(endAfter - 1)) {
    end--;
    endAfter--;
  }
  return { start, end };
}

/** Where the last statement starts whose first line is as it was. */
function lastStart({ starts, source: { text } }: Earlier, edit: Span): number {
  const isBefore = (start: number) => start < edit.start && hasLineBreak(text, start, edit.start);
  return starts.findLast(isBefore) ?? 0;
}

/** Where the first statement starts before which a line break is as it was; undefined where there is none. */
function firstAfter({ starts, source: { text } }: Earlier, edit: Span): number | undefined {
  return starts.find((start) => start > edit.end && hasLineBreak(text, edit.end, start));
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  return /[\r\n]/.test(text.slice(start, end));
}

interface Replaced {
  readonly start: number;
  readonly end: number | undefined;
}

/** What stands before the stretch that was read again, what was read, and what stands after it. */
function joined(
  { file: { statements }, comments, errors, starts }: Earlier,
  { start, end = Infinity }: Replaced,
  read: Stretch,
  by: number,
): Stretch {
  const before = ({ span }: { readonly span: Span }) => span.start < start;
  const after = ({ span }: { readonly span: Span }) => span.start >= end;
  const kept = statements.filter(after);
  return {
    statements: [
      ...statements.filter(before),
      ...read.statements,
      ...(by === 0 ? kept : shiftedStatements(kept, by)),
    ],
    errors: [
      ...errors.filter(before),
      ...read.errors,
      ...errors.filter(after).map((error) => shiftedError(error, by)),
    ],
    comments: [
      ...comments.filter((comment) => comment.start < start),
      ...read.comments,
      ...comments.filter((comment) => comment.start >= end).map((comment) => shiftedSpan(comment, by)),
    ],
    starts: [
      ...starts.filter((each) => each <= start),
      ...read.starts,
      ...starts.filter((each) => each >= end).map((each) => each + by),
    ],
  };
}
