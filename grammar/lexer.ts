// Text to tokens. Characters outside the language become errors and are passed over.

import { Lexer, type IToken } from 'chevrotain';
import type { SyntaxError } from './syntax-error.js';
import { allTokens } from './tokens.js';

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly errors: SyntaxError[];
}

/** A network of 100,000 layers takes about 3 MB; a longer text is no network. */
export const longestText = 4 * 1024 * 1024;

const lexer = new Lexer(allTokens, {
  positionTracking: 'onlyOffset',
  ensureOptimizations: false,
  // The tests validate the tokens; a user's start need not.
  skipValidations: true,
});

/** Characters that people paste for those that the language knows. */
const lookAlikes = new Map([
  ['×', 'x'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['→', '->'],
  ['“', '"'],
  ['”', '"'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['·', '*'],
  ['\u00a0', ' '],
]);

export function tokenize(text: string): Lexed {
  if (text.length > longestText) return { tokens: [], comments: [], errors: [tooLong(text)] };
  const { tokens, groups, errors } = lexer.tokenize(text);
  return {
    tokens,
    comments: groups['comments'] ?? [],
    errors: errors.map(({ offset, length }) => unexpectedCharacters(text, offset, length)),
  };
}

function tooLong(text: string): SyntaxError {
  return {
    kind: 'too-long',
    span: { start: 0, end: 0 },
    message: `the text has ${text.length} characters, more than the ${longestText} that a model may have`,
    help: 'is this the right file? a network of 100,000 layers takes about 3,000,000 characters',
  };
}

function unexpectedCharacters(text: string, start: number, length: number): SyntaxError {
  const found = text.slice(start, start + length);
  const span = { start, end: start + length };
  if (found.startsWith('"')) return unclosedString(text, span);
  const meant = [...found].map((character) => lookAlikes.get(character)).join('');
  const known = [...found].every((character) => lookAlikes.has(character));
  const shown = printable(found);
  if (!known) {
    const help = found === '.' ? 'a number has digits on both sides of its point: 0.5' : undefined;
    const message = `${shown} ${[...found].length === 1 ? 'has' : 'have'} no meaning here`;
    return { kind: 'unexpected-character', span, message, ...(help && { help }) };
  }
  return {
    kind: 'unexpected-character',
    span,
    message: `${shown} is not ${printable(meant)}, though it looks like it`,
    help: `write ${printable(meant)}`,
    fix: { title: `write ${printable(meant)}`, edits: [{ span, text: meant }] },
  };
}

function unclosedString(text: string, span: { start: number; end: number }): SyntaxError {
  const lineEnd = text.slice(span.start).search(/[\r\n]/);
  const end = lineEnd < 0 ? text.length : span.start + lineEnd;
  return {
    kind: 'bad-string',
    span: { start: span.start, end },
    message: 'this string is not closed before the line ends',
    help: 'strings stand between two " on one line',
  };
}

/** In quotes, control characters and the like by their code. */
function printable(text: string): string {
  const short = [...text].slice(0, 12);
  const shown = short.map((character) =>
    /[\p{C}\p{Z}]/u.test(character) && character !== ' '
      ? `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`
      : character,
  );
  return `\`${shown.join('')}${[...text].length > 12 ? '…' : ''}\``;
}
