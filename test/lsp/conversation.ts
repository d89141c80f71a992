// A golden conversation: a text with marks at which something is asked of the server, and perhaps other files.
//
// The first line says what is asked (`# ask: rename Narrow`); `▮` marks the place, two of them a range; a line
// `=== blocks.cnn` begins another file.

import { basename } from 'node:path';
import type { Position } from 'vscode-languageserver/node';

const mark = '▮';

export interface Conversation {
  readonly request: string;
  readonly argument: string;
  readonly text: string;
  readonly marks: readonly Position[];
  /** By their names, the text itself, `model.cnn`, included. */
  readonly files: Readonly<Record<string, string>>;
}

export function conversationIn(written: string, file: string): Conversation {
  const [marked, ...others] = written.split(/^=== /m);
  const [, request, argument = ''] = /^# ask: (\S+) ?(.*)/.exec(marked) ?? [];
  if (request === undefined) throw new Error(`${basename(file)} does not begin with \`# ask: \``);
  const pieces = marked.split(mark);
  const text = pieces.join('');
  const marks = pieces.slice(0, -1).map((_, i) => endOf(pieces.slice(0, i + 1).join('')));
  const files = others.map((other): [string, string] => {
    const end = other.indexOf('\n');
    return [other.slice(0, end).trim(), other.slice(end + 1)];
  });
  return { request, argument, text, marks, files: { 'model.cnn': text, ...Object.fromEntries(files) } };
}

function endOf(text: string): Position {
  const lines = text.split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines[lines.length - 1].length };
}
