// How the parser says what it wanted to read, in the words of the language.

import { defaultParserErrorProvider, type IParserErrorMessageProvider, type IToken } from 'chevrotain';
import * as T from './tokens.js';

/** What a rule could have gone on with. */
const wanted: Readonly<Record<string, string>> = {
  statement: 'a layer, or a word such as `param`, `block` or `repeat`',
  part: 'a number or a name',
  atom: 'a number or a name',
  argument: 'an argument',
  condition: 'a condition',
  branches: '`>`',
  branchList: '`|` or `>`',
  shortGroups: 'a number',
  layerCall: 'an argument',
  callArguments: 'an argument',
  setting: 'a setting, or a value of one',
  conditional: '`{` or `if`',
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
  [T.Text, 'a path in quotes'],
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

/** How the rule's text is written, the innermost rule first that has something to say. */
const forms: Readonly<Record<string, string>> = {
  model: 'write `model NAME`',
  param: 'write `param NAME = VALUE`, such as `param classes = 10`',
  use: 'write a path in quotes: `use "blocks.cnn"`',
  block: 'write `block NAME(a, b = 1) { ... }`, its layers between the braces',
  repeat: 'write `repeat 3 { ... }`, or `repeat 3 as i { ... }` with a counter from 0',
  conditional: 'write `if CONDITION { ... } else { ... }`; `==` compares',
  from: 'write `from NAME`, the name of a value',
  output: 'write names of values, with commas between: `output a, b`',
  expect: 'write a budget such as `expect parameters < 65k`; `==` compares',
  train: 'write settings between braces, one a line: `train { epochs 5 }`',
  setting:
    'a setting is a word and its values, as in `optimizer sgd lr 0.1 momentum 0.9`; a path stands in quotes',
  claim: 'write a size after `->`, such as `-> 28x28x1`',
  layerCall: 'arguments stand without parentheses and commas, as in `conv 8 3x3`',
  nameOrCall: 'values of a function stand between commas, as in `max(1, 2)`',
  shortBranches: 'the short form has four parts between commas, as in `<64, 96 128, 16 32, 32>`',
  branches: 'branches are layers between `<` and `>`, with `|` between them',
  file: 'one statement a line; `;` stands between statements on one line',
};

/** What to do about a mistake inside these rules, the outermost first; what holds the statement says nothing of it. */
export function formOf(rules: readonly string[]): string {
  const own = rules.slice(rules.lastIndexOf('statement') + 1);
  return forms[own.findLast((name) => forms[name] !== undefined) ?? 'file'];
}

/** Words of the language that nobody means as names. */
const connecting = new Set([T.As, T.If, T.And, T.Or, T.Not, T.InWord]);

/** What to do about a token that cannot stand here, whatever the rule. */
export function adviceOn(token: IToken, atStart: boolean): string | undefined {
  if (token.tokenType === T.Else) return 'write `if CONDITION { ... } else { ... }`';
  if (/^el(s|se|se_)?if$/.test(token.image)) return 'write `else if` to go on with another condition';
  if (token.tokenType.CATEGORIES?.includes(T.Reserved) && !atStart && !connecting.has(token.tokenType))
    return `\`${token.image}\` is a word of the language: choose another name`;
  if (!atStart) return undefined;
  return 'a statement starts with a word: a layer such as `conv 8 3x3`, or `input`, `param`, `block`, `repeat`, `train` and their like';
}

export const expected = {
  ...defaultParserErrorProvider,

  buildMismatchTokenMessage: ({ expected: type, actual, previous, ruleName }) =>
    sentence(named.get(type) ?? wanted[ruleName] ?? `\`${type.name}\``, actual, previous),

  buildNoViableAltMessage: ({ actual: [actual], previous, ruleName }) =>
    sentence(wanted[ruleName] ?? 'something else', actual, previous),

  buildEarlyExitMessage: ({ actual: [actual], previous, ruleName }) =>
    sentence(wanted[ruleName] ?? 'something else', actual, previous),

  buildNotAllInputParsedMessage: ({ firstRedundant }) =>
    `so many mistakes that nothing is read from ${shown(firstRedundant)} on`,

  /** A statement is complete, and yet the line goes on. */
  end: (next: IToken): string =>
    next.tokenType === T.Else
      ? 'this `else` follows no `if`'
      : `expected the end of the statement, found ${shown(next)}`,

  /** What stands here starts no statement. */
  statement: (token: IToken): string => `a statement cannot start with ${shown(token)}`,
} satisfies IParserErrorMessageProvider & Record<string, unknown>;
