// From offsets to the lines and characters of the protocol, and back. Both count UTF-16 code units.

import type { Location, Position, Range } from 'vscode-languageserver';
import type { Source, Span } from '../../grammar/source.js';
import { uriOf } from './text-name.js';

export function positionAt(source: Source, offset: number): Position {
  const { line, column } = source.position(offset);
  return { line: line - 1, character: column - 1 };
}

export function rangeOf(source: Source, { start, end }: Span): Range {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** Behind the end of a line is its end, behind that of the text that of the text. */
export function offsetAt(source: Source, { line, character }: Position): number {
  if (line >= source.lineCount) return source.text.length;
  return source.lineStart(line + 1) + Math.min(character, source.line(line + 1).length);
}

export function spanAt(source: Source, { start, end }: Range): Span {
  return { start: offsetAt(source, start), end: offsetAt(source, end) };
}

export function locationOf(source: Source, span: Span): Location {
  return { uri: uriOf(source.name), range: rangeOf(source, span) };
}
