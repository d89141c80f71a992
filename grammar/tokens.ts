// The words and marks of the language, in the order in which the lexer tries them.

import {
  createToken,
  EOF,
  Lexer,
  type CustomPatternMatcherFunc,
  type IToken,
  type TokenType,
} from 'chevrotain';

/** Words of the language that hold a hyphen; nothing else does. */
export const hyphenatedWords = [
  'conv-transpose', 'output-pad', 'include-pad', 'zero-pad', 'hard-sigmoid', 'hard-swish',
  'receptive-field', 'activation-memory', 'binary-cross-entropy', 'cross-entropy', 'class-weights', 'warm-up',
]; // prettier-ignore

/** Words that are no names. */
export const reservedWords = [
  'model', 'param', 'use', 'block', 'repeat', 'if', 'else', 'expect', 'train',
  'as', 'from', 'input', 'output', 'in', 'and', 'or', 'not',
] as const; // prettier-ignore

/** Where a token ends, exclusive. */
export function endOffset(token: IToken): number {
  return token.startOffset + token.image.length;
}

/** Anything that cannot start a statement. */
export const Misplaced = createToken({ name: 'Misplaced', pattern: Lexer.NA });
/** What other notations put between a setting and its value, and no value starts with. */
export const Unsettled = createToken({ name: 'Unsettled', pattern: Lexer.NA });
/** A name, or a word of the language with a hyphen. */
export const Word = createToken({ name: 'Word', pattern: Lexer.NA });

export const WhiteSpace = createToken({ name: 'WhiteSpace', pattern: /[ \t\uFEFF]+/, group: Lexer.SKIPPED });
export const Comment = createToken({ name: 'Comment', pattern: /#[^\r\n]*/, group: 'comments' });
export const NewLine = createToken({ name: 'NewLine', pattern: /\r\n|\n|\r/, line_breaks: true });
export const Text = createToken({
  name: 'Text',
  pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/,
});
export const In = createToken({
  name: 'In',
  pattern: /in\.(?:channels|height|width|length|depth)(?![A-Za-z0-9_])/,
});
export const Numeral = createToken({
  name: 'Numeral',
  pattern: /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:[kMG](?![A-Za-z0-9_])|%)?/,
});
export const Wildcard = createToken({ name: 'Wildcard', pattern: '_' });
export const RightParenthesis = createToken({ name: 'RightParenthesis', pattern: ')' });

/** The `x` of a size: only between parts that it touches, so that `x` can still be a name. */
const matchBy: CustomPatternMatcherFunc = (text, offset, tokens) => {
  if (text.charCodeAt(offset) !== 0x78) return null;
  const previous = tokens[tokens.length - 1];
  if (previous === undefined || endOffset(previous) !== offset) return null;
  if (!sizePartEnds.has(previous.tokenType)) return null;
  return /[0-9_(]/.test(text.charAt(offset + 1)) ? ['x'] : null;
};
const sizePartEnds = new Set<TokenType>([Numeral, Wildcard, RightParenthesis]);
export const By = createToken({
  name: 'By',
  pattern: matchBy,
  line_breaks: false,
  start_chars_hint: ['x'],
});

export const Hyphenated = createToken({
  name: 'Hyphenated',
  // `conv-transpose2` is the name of a layer.
  pattern: new RegExp(`(?:${hyphenatedWords.join('|')})\\d*(?![A-Za-z0-9_])`),
  categories: [Word],
});
export const Name = createToken({
  name: 'Name',
  pattern: /[A-Za-z][A-Za-z0-9_]*/,
  categories: [Word],
});
/** `Stage2.conv1` in a `train` block: the lexer joins it from names and points. */
export const Dotted = createToken({ name: 'Dotted', pattern: Lexer.NA, categories: [Word] });

function reserved(word: string): TokenType {
  const name = word[0].toUpperCase() + word.slice(1);
  return createToken({ name, pattern: word, longer_alt: Name, categories: [Reserved] });
}
export const Reserved = createToken({ name: 'Reserved', pattern: Lexer.NA });
export const Model = reserved('model');
export const Param = reserved('param');
export const Expect = reserved('expect');
export const Train = reserved('train');
export const As = reserved('as');
export const Input = reserved('input');
export const InWord = reserved('in');
export const And = reserved('and');
export const Or = reserved('or');
export const Not = reserved('not');

export const Use = reserved('use');
export const Block = reserved('block');
export const Repeat = reserved('repeat');
export const If = reserved('if');
export const Else = reserved('else');
export const From = reserved('from');
export const Output = reserved('output');

/** Chevrotain takes plain words as they are, where it would read a regular expression first. */
function mark(name: string, pattern: string, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern, categories });
}
export const Arrow = mark('Arrow', '->');
export const Dots = mark('Dots', '..');
export const Comparison = createToken({ name: 'Comparison', pattern: Lexer.NA });
export const LessOrEqual = mark('LessOrEqual', '<=', Comparison);
export const GreaterOrEqual = mark('GreaterOrEqual', '>=', Comparison);
export const EqualEqual = mark('EqualEqual', '==', Comparison);
export const NotEqual = mark('NotEqual', '!=', Comparison);
/** `<` and `>` around branches; `layout.ts` retags those that compare or open a short form. */
export const OpenBranches = mark('OpenBranches', '<');
export const CloseBranches = mark('CloseBranches', '>');
export const OpenShortForm = createToken({ name: 'OpenShortForm', pattern: Lexer.NA });
export const LessThan = createToken({ name: 'LessThan', pattern: Lexer.NA, categories: [Comparison] });
export const GreaterThan = createToken({
  name: 'GreaterThan',
  pattern: Lexer.NA,
  categories: [Comparison],
});
export const Equals = mark('Equals', '=');
export const Bar = mark('Bar', '|');
export const Semicolon = mark('Semicolon', ';');
export const Comma = mark('Comma', ',');
export const LeftBrace = mark('LeftBrace', '{');
export const RightBrace = mark('RightBrace', '}');
export const SumOperator = createToken({ name: 'SumOperator', pattern: Lexer.NA });
export const ProductOperator = createToken({ name: 'ProductOperator', pattern: Lexer.NA });
export const WholeDivide = mark('WholeDivide', '//', ProductOperator);
export const Divide = mark('Divide', '/', ProductOperator);
export const Times = mark('Times', '*', ProductOperator);
export const Plus = mark('Plus', '+', SumOperator);
/** A minus before an operand, whatever stands before it. */
export const Negation = createToken({ name: 'Negation', pattern: Lexer.NA });
export const Minus = mark('Minus', '-', SumOperator, Negation);
/** `shift -1` in a `train` block: `layout.ts` retags a minus that belongs to the value behind it alone. */
export const Sign = createToken({ name: 'Sign', pattern: Lexer.NA, categories: [Negation] });
export const Power = mark('Power', '^');

/** The `(` of a function: it touches its name. */
const matchCall: CustomPatternMatcherFunc = (text, offset, tokens) => {
  if (text.charCodeAt(offset) !== 0x28) return null;
  const previous = tokens[tokens.length - 1];
  if (previous === undefined || endOffset(previous) !== offset) return null;
  return previous.tokenType === Name || previous.tokenType === Hyphenated ? ['('] : null;
};
export const CallParenthesis = createToken({
  name: 'CallParenthesis',
  pattern: matchCall,
  line_breaks: false,
  start_chars_hint: ['('],
});
export const LeftParenthesis = mark('LeftParenthesis', '(');

/** Of the characters beyond these the lexer tells no more than groups of 255 apart. */
const toldApart = 256;

function* oddStarts(): Generator<number> {
  for (let code = 0; code < toldApart; code++)
    if (!/[A-Za-z0-9_ \t\r\n#<>=|;,{}/*+\-^()]/.test(String.fromCharCode(code))) yield code;
  for (let code = toldApart; code < 0xffff; code += 255) yield code;
  yield 0xffff;
}

/**
 * What no other token takes, so that the lexer itself never fails, which would be slow: a string
 * that is not closed, up to the end of its line, or a run of characters that start nothing. With
 * what it starts with the lexer need not try each token at each character.
 */
export const Odd = createToken({
  name: 'Odd',
  pattern: /"[^\r\n]*|[^A-Za-z0-9_ \t\uFEFF\r\n#"<>=|;,{}/*+\-^().!]+|[.!]/,
  group: 'odd',
  start_chars_hint: [...oddStarts()],
});

for (const token of [
  Text, In, By, As, InWord, And, Or, Not, Else, Numeral, Wildcard, Dots, LessOrEqual, GreaterOrEqual, EqualEqual,
  NotEqual, LessThan, GreaterThan, OpenBranches, OpenShortForm, Equals, Comma, LeftBrace, WholeDivide, Divide, Times, Plus,
  Minus, Power, RightParenthesis, CallParenthesis, LeftParenthesis,
]) token.CATEGORIES?.push(Misplaced); // prettier-ignore

for (const token of [
  By, Arrow, Dots, LessOrEqual, GreaterOrEqual, EqualEqual, NotEqual, Equals, RightParenthesis, CallParenthesis,
  Model, Param, Use, Block, Repeat, If, Else, Expect, Train, As, From, Input, Output, InWord, And, Or, Not,
]) token.CATEGORIES?.push(Unsettled); // prettier-ignore

/** Abstract tokens first, then the rest in the order in which the lexer tries them. */
export const allTokens: TokenType[] = [
  Misplaced, Unsettled, Word, Reserved, Comparison, SumOperator, ProductOperator, Negation,
  WhiteSpace, Comment, NewLine, Text, In, By, Hyphenated, Dotted,
  Model, Param, Use, Block, Repeat, If, Else, Expect, Train, As, From, Input, Output, InWord, And, Or, Not,
  Name, Numeral, Wildcard,
  Arrow, Dots, LessOrEqual, GreaterOrEqual, EqualEqual, NotEqual, LessThan, GreaterThan,
  OpenShortForm, OpenBranches, CloseBranches, Equals,
  Bar, Semicolon, Comma, LeftBrace, RightBrace,
  WholeDivide, Divide, Times, Plus, Minus, Sign, Power, RightParenthesis, CallParenthesis, LeftParenthesis,
  Odd,
]; // prettier-ignore

export { EOF };
