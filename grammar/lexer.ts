// Text to tokens. Characters outside the language become errors and are passed over.

import { Lexer, type IToken } from 'chevrotain';
import { withDottedNames } from './dotted-names.js';
import { unexpectedCharacters } from './odd-characters.js';
import type { Span } from './source.js';
import type { SyntaxError } from './syntax-error.js';
import { allTokens } from './tokens.js';

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly errors: readonly SyntaxError[];
}

/** A network of 100,000 layers takes about 3 MB; a longer text is no network. */
export const longestText = 4 * 1024 * 1024;

/** With `validated` the tokens are checked against each other, which only tests need. */
export function createLexer(validated: boolean): Lexer {
  return new Lexer(allTokens, {
    positionTracking: 'onlyOffset',
    ensureOptimizations: false,
    skipValidations: !validated,
  });
}

const lexer = createLexer(false);

/** The tokens of a text, or of a stretch of it that starts and ends at line breaks or between tokens. */
export function tokenize(text: string, { start, end }: Span = { start: 0, end: text.length }): Lexed {
  if (text.length > longestText) return { tokens: [], comments: [], errors: [tooLong(text)] };
  const { tokens: all, groups } = lexer.tokenize(text.slice(start, end));
  const { comments = [] } = groups;
  const { tokens, odd } = withDottedNames(all, groups.odd ?? []);
  if (start > 0)
    for (const found of [tokens, comments, odd]) for (const token of found) token.startOffset += start;
  return { tokens, comments, errors: unexpectedCharacters(text, odd) };
}

function tooLong(text: string): SyntaxError {
  return {
    kind: 'too-long',
    span: { start: 0, end: 0 },
    message: `the text has ${text.length} characters, more than the ${longestText} that a model may have`,
    help: 'is this the right file? a network of 100,000 layers takes about 3,000,000 characters',
  };
}
