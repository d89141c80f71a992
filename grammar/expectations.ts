// How the parser says what it wanted to read, in the words of the language.

import { defaultParserErrorProvider, type IParserErrorMessageProvider, type IToken } from 'chevrotain';
import * as T from './tokens.js';

/** What a rule could have gone on with. */
const wanted: Readonly<Record<string, string>> = {
  statement: 'a layer, or `model`, `param`, `expect` or `train`',
  part: 'a number or a name',
  atom: 'a number or a name',
  argument: 'an argument',
  condition: 'a condition',
  branches: '`>`',
  branchList: '`|` or `>`',
  shortGroups: 'a number',
  callArguments: 'an argument',
  setting: 'a word, a number or a string',
};

const named = new Map([
  [T.Name, 'a name'],
  [T.Word, 'a word'],
  [T.Equals, '`=`'],
  [T.Comparison, '`<`, `<=`, `>`, `>=`, `==` or `!=`'],
  [T.LeftBrace, '`{`'],
  [T.RightBrace, '`}`'],
  [T.RightParenthesis, '`)`'],
  [T.CloseBranches, '`|` or `>`'],
]);

export function shown(token: IToken): string {
  if (token.tokenType === T.EOF) return 'the end of the text';
  if (token.tokenType === T.NewLine || token.tokenType === T.Semicolon) return 'the end of the statement';
  const reservedWord = token.tokenType.CATEGORIES?.includes(T.Reserved);
  return reservedWord ? `the reserved word \`${token.image}\`` : `\`${token.image.slice(0, 40)}\``;
}

function after(previous: IToken): string {
  const usable = Number.isFinite(previous.startOffset) && previous.tokenType !== T.NewLine;
  return usable && previous.image !== '' ? ` after \`${previous.image.slice(0, 40)}\`` : '';
}

function sentence(want: string, actual: IToken, previous: IToken): string {
  return `expected ${want}${after(previous)}, found ${shown(actual)}`;
}

export const expected = {
  ...defaultParserErrorProvider,

  buildMismatchTokenMessage: ({ expected: type, actual, previous, ruleName }) =>
    sentence(named.get(type) ?? wanted[ruleName] ?? `\`${type.name}\``, actual, previous),

  buildNoViableAltMessage: ({ actual: [actual], previous, ruleName }) =>
    sentence(wanted[ruleName] ?? 'something else', actual, previous),

  buildEarlyExitMessage: ({ actual: [actual], previous, ruleName }) =>
    sentence(wanted[ruleName] ?? 'something else', actual, previous),

  /** A statement is complete, and yet the line goes on. */
  end: (next: IToken): string => `expected the end of the statement, found ${shown(next)}`,

  /** What stands here starts no statement. */
  statement: (token: IToken): string => `a statement cannot start with ${shown(token)}`,
} satisfies IParserErrorMessageProvider & Record<string, unknown>;
