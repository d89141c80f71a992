// What to say of characters that the language does not know. A sign that stands for another, such
// as the `×` of a paper, is one mistake however often it occurs, and one remedy mends them all.

import type { IToken } from 'chevrotain';
import type { Span } from './source.js';
import { mostMistakes, type SyntaxError } from './syntax-error.js';

/** Characters that people paste for those that the language knows. */
const lookAlikes = new Map([
  ['×', 'x'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['→', '->'],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['·', '*'],
  ['÷', '/'],
  ['\u00a0', ' '],
]);

/** Quotation marks come in pairs of two signs; to the reader they are one mistake. */
const families = new Map([
  ['”', '“'],
  ['„', '“'],
]);

export function unexpectedCharacters(text: string, odd: readonly IToken[]): SyntaxError[] {
  const errors: SyntaxError[] = [];
  const alike = new Map<string, Span[]>();
  for (const { startOffset, image: found } of odd.slice(0, mostMistakes)) {
    const span = { start: startOffset, end: startOffset + found.length };
    if (found.startsWith('"')) errors.push(unclosedString(found, span));
    else if (found === '.') errors.push(point(span, text));
    else if (!isAlike(found)) errors.push(meaningless(found, span));
    else
      for (let at = span.start; at < span.end; at++) {
        note(alike, families.get(text[at]) ?? text[at], { start: at, end: at + 1 });
      }
  }
  for (const [sign, spans] of alike) errors.push(lookAlike(sign, spans, text));
  return errors;
}

function isAlike(found: string): boolean {
  for (const sign of found) if (!lookAlikes.has(sign)) return false;
  return true;
}

function note(alike: Map<string, Span[]>, sign: string, span: Span): void {
  const spans = alike.get(sign);
  if (spans && spans.length < mostMistakes) spans.push(span);
  else if (spans) return;
  else alike.set(sign, [span]);
}

function lookAlike(sign: string, [span, ...also]: readonly Span[], text: string): SyntaxError {
  const meant = printable(lookAlikes.get(sign) as string);
  const edits = [span, ...also].map((place) => ({
    span: place,
    text: lookAlikes.get(text.slice(place.start, place.end)) as string,
  }));
  const times = also.length === 0 ? '' : `, at all ${also.length + 1} places`;
  return {
    kind: 'unexpected-character',
    span,
    message: `${printable(sign)} is not ${meant}, though it looks like it`,
    also,
    fixes: [{ title: `write ${meant}${times}`, edits }],
  };
}

function meaningless(found: string, span: Span): SyntaxError {
  const single = [...found.slice(0, 4)].length === 1;
  const message = `${printable(found)} ${single ? 'has' : 'have'} no meaning here`;
  const title = `take ${single ? 'it' : 'them'} out; a comment starts with \`#\``;
  return { kind: 'unexpected-character', span, message, fixes: [{ title, edits: [{ span, text: '' }] }] };
}

/** Of a number without a digit, or of a path without its quotes. */
function point(span: Span, text: string): SyntaxError {
  const path = pathAround(span, text);
  const help = 'a number has digits on both sides of its point: `0.5`';
  return {
    kind: 'unexpected-character',
    span,
    message: '`.` has no meaning here',
    ...(path === undefined ? { help } : { fixes: [quoting(path, text)] }),
  };
}

const longestPath = 200;

/** The path of a `use` in which the point stands. */
function pathAround({ start, end }: Span, text: string): Span | undefined {
  const before = /(?:^|[\r\n;])[ \t]*use[ \t]+([^\s"]*)$/.exec(
    text.slice(Math.max(0, start - longestPath), start),
  );
  if (before === null) return undefined;
  const after = /^[^\s";]*/.exec(text.slice(end, end + longestPath)) as RegExpExecArray;
  return { start: start - before[1].length, end: end + after[0].length };
}

function quoting(span: Span, text: string) {
  const quoted = `"${text.slice(span.start, span.end)}"`;
  return { title: `write \`${quoted}\``, edits: [{ span, text: quoted }] };
}

function unclosedString(found: string, { start }: Span): SyntaxError {
  const written = found.trimEnd();
  const end = start + written.length;
  return {
    kind: 'bad-string',
    span: { start, end },
    message: 'this string is not closed before the line ends',
    fixes: [{ title: 'close it with `"`', edits: [{ span: { start: end, end }, text: closing(written) }] }],
  };
}

/** A backslash at the end would make the mark a part of the string. */
function closing(written: string): string {
  let backslashes = 0;
  while (written.at(-1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1 ? '\\"' : '"';
}

/** In quotes, control characters and the like by their code. */
function printable(text: string): string {
  const characters = [...text.slice(0, 26)];
  const shown = characters
    .slice(0, 12)
    .map((character) =>
      /[\p{C}\p{Z}]/u.test(character) && character !== ' '
        ? `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`
        : character,
    );
  return `\`${shown.join('')}${characters.length > 12 ? '…' : ''}\``;
}
