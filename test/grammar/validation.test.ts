// The grammar's own consistency, which a user's start need not check: no ambiguity, no left
// recursion, no token that another hides.

import { describe, expect, it } from 'vitest';
import { createLexer } from '../../grammar/lexer.js';
import { Rules } from '../../grammar/rules.js';
import * as T from '../../grammar/tokens.js';
import { Lexer, type TokenType } from 'chevrotain';

it('the rules are not ambiguous', () => {
  expect(() => new Rules(true)).not.toThrow();
});

it('the lexer is consistent', () => {
  expect(createLexer(true).lexerDefinitionErrors).toEqual([]);
});

/** A text for each token that a text can hold, and which of its tokens that is. */
const written: readonly (readonly [TokenType, string])[] = [
  [T.NewLine, 'a\nb'], [T.Text, '"a"'], [T.In, 'in.channels'], [T.By, '3x3'],
  [T.Model, 'model'], [T.Param, 'param'], [T.Expect, 'expect'], [T.Train, 'train'], [T.As, 'as'],
  [T.Input, 'input'], [T.InWord, 'in'], [T.And, 'and'], [T.Or, 'or'], [T.Not, 'not'], [T.Else, 'else'], [T.If, 'if'],
  [T.Use, 'use'], [T.Block, 'block'], [T.Repeat, 'repeat'], [T.From, 'from'], [T.Output, 'output'],
  [T.Name, 'inputs'], [T.Name, 'x'], [T.Name, 'in_channels'], [T.Numeral, '1.5e-3'], [T.Numeral, '65k'],
  [T.Numeral, '40%'], [T.Wildcard, '_'], [T.Arrow, '->'], [T.Dots, '0..1'], [T.LessOrEqual, '<='],
  [T.GreaterOrEqual, '>='], [T.EqualEqual, '=='], [T.NotEqual, '!='], [T.OpenBranches, '<'], [T.CloseBranches, '>'],
  [T.Equals, '='], [T.Bar, '|'], [T.Semicolon, ';'], [T.Comma, ','], [T.LeftBrace, '{'], [T.RightBrace, '}'],
  [T.WholeDivide, '//'], [T.Divide, '/'], [T.Times, '*'], [T.Plus, '+'], [T.Minus, '-'], [T.Power, '^'],
  [T.RightParenthesis, ')'], [T.CallParenthesis, 'max('], [T.LeftParenthesis, '('],
  ...T.hyphenatedWords.map((word): [TokenType, string] => [T.Hyphenated, word]),
]; // prettier-ignore

const lexer = createLexer(false);

function typesIn(text: string): TokenType[] {
  return lexer.tokenize(text).tokens.map(({ tokenType }) => tokenType);
}

describe('every token', () => {
  it.each(written.map(([type, text]) => ({ name: type.name, type, text })))(
    '$name in `$text`',
    ({ type, text }) => {
      expect(typesIn(text)).toContain(type);
    },
  );

  it('can be written', () => {
    const concrete = T.allTokens.filter(
      ({ PATTERN, GROUP }) => typeof PATTERN !== 'undefined' && GROUP === undefined,
    );
    const reachable = new Set(written.map(([type]) => type));
    // Made from others by the layout, or categories.
    const made = [T.LessThan, T.GreaterThan, T.OpenShortForm];
    const missing = concrete
      .filter((type) => !reachable.has(type) && !made.includes(type))
      .filter(({ PATTERN }) => PATTERN !== Lexer.NA);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it.each(T.reservedWords)('`%s` is reserved', (word) => {
    expect(typesIn(word)).toEqual([T.allTokens.find(({ PATTERN }) => PATTERN === word)]);
    expect(typesIn(`${word}s`)).toEqual([T.Name]);
  });
});

it.each([
  ['3x3', [T.Numeral, T.By, T.Numeral]],
  ['_x_x64', [T.Wildcard, T.By, T.Wildcard, T.By, T.Numeral]],
  [
    '(a)x(b)',
    [T.LeftParenthesis, T.Name, T.RightParenthesis, T.By, T.LeftParenthesis, T.Name, T.RightParenthesis],
  ],
  ['x3', [T.Name]],
  ['3 x3', [T.Numeral, T.Name]],
  ['0x1', [T.Numeral, T.By, T.Numeral]],
  ['max (1)', [T.Name, T.LeftParenthesis, T.Numeral, T.RightParenthesis]],
  ['input(1)', [T.Input, T.LeftParenthesis, T.Numeral, T.RightParenthesis]],
  ['conv-transpose', [T.Hyphenated]],
  ['conv-transposed', [T.Name, T.Minus, T.Name]],
  ['10k', [T.Numeral]],
  ['10kg', [T.Numeral, T.Name]],
  ['1.5', [T.Numeral]],
  ['1..5', [T.Numeral, T.Dots, T.Numeral]],
])('%s', (text, types) => {
  expect(typesIn(text)).toEqual(types);
});
