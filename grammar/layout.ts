// One pass between lexer and parser: which line breaks end a statement, which `<` compares, how
// deep the text nests, and mistakes that only neighbouring characters show.

import type { IToken, TokenType } from 'chevrotain';
import { numberOf, stringOf } from './literals.js';
import type { Span } from './source.js';
import { mostMistakes, type SyntaxError } from './syntax-error.js';
import * as T from './tokens.js';

/** A recursive-descent parser would overflow its stack at about 300. */
export const deepestNesting = 64;

export interface LaidOut {
  readonly tokens: IToken[];
  /** The bracket that is nested most; undefined where there is none. */
  readonly deepest: IToken | undefined;
  readonly errors: SyntaxError[];
  /** Where statements start on a new line with nothing open: what comes before them says nothing of how they read. */
  readonly starts: readonly number[];
  /** Whether a line break after the last token would end a statement. */
  readonly isEnded: boolean;
}

interface Opener {
  readonly token: IToken;
  readonly closes: TokenType;
}

const closerOf = new Map<TokenType, TokenType>([
  [T.LeftParenthesis, T.RightParenthesis],
  [T.CallParenthesis, T.RightParenthesis],
  [T.LeftBrace, T.RightBrace],
  [T.OpenBranches, T.CloseBranches],
  [T.OpenShortForm, T.CloseBranches],
]);
const closers = new Set(closerOf.values());
/** After these a line break says nothing. */
const continuing = new Set<TokenType>([
  T.OpenBranches,
  T.OpenShortForm,
  T.LeftBrace,
  T.Bar,
  T.Comma,
  T.Semicolon,
]);
const statementEnds = new Set<TokenType>([T.NewLine, T.Semicolon]);
/** Before these neither. */
const continued = new Set<TokenType>([T.Bar, T.CloseBranches, T.RightBrace, T.Else]);
/** Words that a calculation goes on with: at the start of a line in parentheses they begin nothing new. */
const inCalculations = new Set<TokenType>([T.And, T.Or, T.Not, T.InWord]);
/** What follows a word that is a value, and never a layer's. */
const calculating = new Set<TokenType>([
  T.Comma, T.CallParenthesis, T.Plus, T.Minus, T.Sign, T.Times, T.Divide, T.WholeDivide, T.Power,
]); // prettier-ignore
/** A call of more tokens is taken for one of a function. */
const farthestCloser = 200;
const operands = new Set<TokenType>([T.Numeral, T.Name, T.Hyphenated, T.RightParenthesis, T.In, T.Wildcard]);

export function layOut(all: readonly IToken[]): LaidOut {
  return new Layout(all).run();
}

function beginsStatement({ tokenType }: IToken): boolean {
  return tokenType.CATEGORIES?.includes(T.Reserved) === true && !inCalculations.has(tokenType);
}

export function nestedTooDeep(token: IToken): SyntaxError {
  return {
    kind: 'too-deep',
    span: spanOf(token),
    message: `nested deeper than ${deepestNesting} levels`,
    help: 'give parts names: a `param` for an expression, a block for a piece of network',
  };
}

class Layout {
  private readonly all: readonly IToken[];
  private readonly kept: IToken[] = [];
  private readonly errors: SyntaxError[] = [];
  private readonly open: Opener[] = [];
  private readonly starts: number[] = [];
  private deepest: IToken | undefined;
  private mostOpen = 0;
  /** Inside the head of an `expect` or `if`, where `<` compares. */
  private comparing = false;
  /** The `{` of the `train` in which we are. */
  private training: IToken | undefined;

  constructor(all: readonly IToken[]) {
    this.all = all;
  }

  run(): LaidOut {
    for (let at = 0; at < this.all.length; at++) {
      const token = this.all[at];
      if (token.tokenType === T.NewLine) this.lineBreak(token, this.all[at + 1]);
      else if (!this.take(at)) break;
    }
    for (const { token } of this.open) this.unclosed(token);
    const { kept: tokens, deepest, errors, starts } = this;
    const last = tokens.at(-1);
    return {
      tokens,
      deepest,
      errors,
      starts,
      isEnded: last === undefined || !continuing.has(last.tokenType),
    };
  }

  private lineBreak(token: IToken, next: IToken | undefined): void {
    if (next === undefined || next.tokenType === T.NewLine) return;
    if (this.inParentheses && beginsStatement(next)) this.abandonParentheses();
    const last = this.kept.at(-1);
    if (this.inParentheses || last === undefined || continuing.has(last.tokenType)) return;
    if (continued.has(next.tokenType)) return;
    this.comparing = false;
    this.kept.push(token);
    if (this.open.length === 0) this.starts.push(next.startOffset);
  }

  /** False where the text cannot be read on. */
  private take(at: number): boolean {
    const token = this.all[at];
    this.look(token, this.all[at - 1], this.all[at + 1], this.all[at + 2]);
    this.markComparison(token);
    if (token.tokenType === T.OpenBranches && this.opensShortForm(at)) retag(token, T.OpenShortForm);
    const type = token.tokenType;
    const closes = closerOf.get(type);
    if (closes !== undefined) {
      if (this.open.length === deepestNesting) return this.tooDeep(token);
      this.open.push({ token, closes });
      if (this.open.length > this.mostOpen) [this.deepest, this.mostOpen] = [token, this.open.length];
      if (type === T.LeftBrace && this.all[at - 1]?.tokenType === T.Train) this.training = token;
    } else if (closers.has(type)) this.close(token);
    else if (type === T.Bar && this.open.length === 0) this.barOutside(token);
    this.kept.push(token);
    return true;
  }

  private get inParentheses(): boolean {
    return this.open.at(-1)?.closes === T.RightParenthesis;
  }

  /** Sees where a head starts that compares, and retags its `<` and `>`. */
  private markComparison(token: IToken): void {
    const type = token.tokenType;
    if (type === T.Expect || type === T.If) this.comparing = true;
    else if (type === T.LeftBrace || type === T.Semicolon) this.comparing = false;
    if (!this.comparing && !this.inParentheses) return;
    if (type === T.OpenBranches) retag(token, T.LessThan);
    else if (type === T.CloseBranches) retag(token, T.GreaterThan);
  }

  /** `<64, 96 128, ...>` starts with a number, or its second token shows that a calculation begins. */
  private opensShortForm(at: number): boolean {
    const next = this.all.slice(at + 1, at + 8).filter(({ tokenType }) => tokenType !== T.NewLine);
    const [first, second] = next.map(({ tokenType }) => tokenType);
    if (first === T.Numeral || first === T.LeftParenthesis || first === T.In) return true;
    if (second === T.CallParenthesis) return this.calculatesAfterCall(at + 2);
    return second !== undefined && calculating.has(second);
  }

  /** Behind a call `max(a, b)` a calculation or list goes on, behind the layer `bn(eps 1e-5)` none does. */
  private calculatesAfterCall(from: number): boolean {
    let depth = 0;
    for (let at = from; at < from + farthestCloser && at < this.all.length; at++) {
      const type = this.all[at].tokenType;
      if (type === T.LeftParenthesis || type === T.CallParenthesis) depth++;
      else if (type === T.RightParenthesis) depth--;
      if (depth === 0 && type === T.RightParenthesis) return calculating.has(this.all[at + 1]?.tokenType);
    }
    return true;
  }

  /** Closes the nearest opener of this kind; openers inside it stay unclosed. */
  private close(token: IToken): void {
    const at = this.open.findLastIndex((opener) => opener.closes === token.tokenType);
    if (at < 0) return this.unopened(token);
    const [{ token: closed }, ...inside] = this.open.splice(at);
    if (closed === this.training) this.training = undefined;
    for (const { token: opener } of inside) this.unclosed(opener);
  }

  private abandonParentheses(): void {
    while (this.inParentheses) this.unclosed((this.open.pop() as Opener).token);
  }

  private tell(error: SyntaxError): void {
    if (this.errors.length < mostMistakes) this.errors.push(error);
  }

  private unclosed(token: IToken): void {
    const closer = { '(': ')', '{': '}', '<': '>' }[token.image];
    this.tell({
      kind: 'unclosed',
      span: spanOf(token),
      message: `this \`${token.image}\` is never closed`,
      label: 'opened here',
      help: `close it with \`${closer}\``,
    });
  }

  private unopened(token: IToken): void {
    const opener = { ')': '(', '}': '{', '>': '<' }[token.image];
    this.tell({
      kind: 'unopened',
      span: spanOf(token),
      message: `this \`${token.image}\` closes nothing: no \`${opener}\` is open here`,
      fixes: [{ title: 'take it out', edits: [{ span: spanOf(token), text: '' }] }],
    });
  }

  private barOutside(token: IToken): void {
    this.tell({
      kind: 'unopened',
      span: spanOf(token),
      message: 'this `|` stands between no branches: no `<` is open here',
      help: 'branches stand between `<` and `>`, as in `concat <conv 8 1x1 | conv 8 3x3 same>`',
    });
  }

  /** What came before the statement is still read. */
  private tooDeep(token: IToken): false {
    const [outermost] = this.open;
    const first = this.kept.indexOf(outermost.token);
    const end = this.kept.findLastIndex(({ tokenType }, i) => i < first && statementEnds.has(tokenType));
    this.kept.length = end + 1;
    this.open.length = 0;
    this.tell(nestedTooDeep(token));
    return false;
  }

  private look(token: IToken, before: IToken | undefined, ...following: (IToken | undefined)[]): void {
    const [after, next] = following;
    if (token.tokenType === T.Numeral) this.lookAtNumber(token);
    if (token.tokenType === T.Text) this.lookAtString(token);
    if (before === undefined) return;
    if (token.tokenType === T.Minus && after !== undefined)
      this.lookAtMinus(token, before, after, next?.tokenType !== T.CallParenthesis);
    if (T.endOffset(before) === token.startOffset) this.lookAtTouching(token, before);
  }

  /** `isWhole` tells that the word behind the minus stands for itself and calls nothing. */
  private lookAtMinus(token: IToken, before: IToken, after: IToken, isWhole: boolean): void {
    const spaceBefore = T.endOffset(before) < token.startOffset;
    const spaceAfter = T.endOffset(token) < after.startOffset;
    if (!spaceBefore || spaceAfter || !operands.has(before.tokenType)) return;
    if (this.isSign(before)) return retag(token, T.Sign);
    const [left, right] = [before.image, after.image];
    const span = { start: token.startOffset, end: T.endOffset(after) };
    const written = (text: string) => [{ span, text }];
    const more = isWhole && operands.has(after.tokenType) ? '' : '…';
    const difference = {
      title: `write \`${left} - ${right}${more}\` for the difference`,
      edits: written(`- ${right}`),
    };
    const two = { title: `write \`${left} (-${right})\` for two values`, edits: written(`(-${right})`) };
    this.tell({
      kind: 'one-sided-minus',
      span,
      message: `\`${left} -${right}${more}\` could be a difference or two values`,
      fixes: more === '' ? [difference, two] : [difference],
    });
  }

  /** Whether a minus behind this word in a setting is that of the next value: `shift -1`. */
  private isSign({ tokenType }: IToken): boolean {
    if (this.training === undefined || this.open.at(-1)?.token !== this.training) return false;
    const beforeWord = this.kept.at(-2)?.tokenType;
    const isOperand = beforeWord !== undefined && beforeWord !== T.Comma && calculating.has(beforeWord);
    return !isOperand && (tokenType === T.Name || tokenType === T.Hyphenated);
  }

  private lookAtNumber(token: IToken): void {
    if (Number.isFinite(numberOf(token.image))) return;
    this.tell({
      kind: 'bad-number',
      span: spanOf(token),
      message: `${clipped(token.image)} is too large a number`,
      help: 'the largest is about 1.8e308',
    });
  }

  private lookAtString(token: IToken): void {
    if (stringOf(token.image) !== undefined) return;
    const image = token.image.replace(/\\(["\\])|[\\\u0000-\u001f]/g, (found, kept) =>
      kept ? found : '\\\\',
    );
    const title = `write a backslash as \\\\: ${clipped(image)}`;
    this.tell({
      kind: 'bad-string',
      span: spanOf(token),
      message: 'this string has an escape that JSON does not know',
      fixes: [{ title, edits: [{ span: spanOf(token), text: image }] }],
    });
  }

  /** `3xn`, `10units`, `_name`: a word that touches a number or `_`. */
  private lookAtTouching(token: IToken, before: IToken): void {
    const wordAfter = token.tokenType === T.Name || token.tokenType.CATEGORIES?.includes(T.Reserved);
    const glued = before.tokenType === T.Numeral || before.tokenType === T.Wildcard;
    if (!wordAfter || !glued) return;
    const written = clipped(before.image + token.image);
    const span = { start: before.startOffset, end: T.endOffset(token) };
    this.tell({
      kind: 'touching-words',
      span,
      message: `\`${written}\` is neither a number nor a name`,
      ...apart(before.image, token.image, span),
    });
  }
}

/** What was meant by a word that touches a number: a size, a suffix in the wrong case, two words. */
function apart(number: string, word: string, span: Span): Pick<SyntaxError, 'help' | 'fixes'> {
  const write = (text: string) => ({ fixes: [{ title: `write \`${text}\``, edits: [{ span, text }] }] });
  if (/^x[A-Za-z]/.test(word) && word.length <= 40) return write(`${number}x(${word.slice(1)})`);
  if (number === '_') return { help: 'a name starts with a letter' };
  const suffix = { K: 'k', m: 'M', g: 'G' }[word];
  if (suffix !== undefined) return write(number + suffix);
  return { help: `put a space between them, or take \`${clipped(word)}\` out` };
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function retag(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx as number;
}

function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: T.endOffset(token) };
}
