// The tree of a `.cnn` text. Every node has its span; where the text is broken stands an error node.

import type { Span } from './source.js';

interface Node<Kind extends string> {
  readonly kind: Kind;
  readonly span: Span;
}

/** A word with its place: a name, a layer word, an option. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

export interface File extends Node<'file'> {
  readonly statements: readonly Statement[];
  /** Names that stand after `param`, `block` or `as` on lines with mistakes of form: meant, but not to be had. */
  readonly lostNames: ReadonlySet<string>;
  /** Whether a line with `use` holds a mistake of form, so that any block may be missing. */
  readonly losesUse: boolean;
}

// Statements

export interface ModelStatement extends Node<'model'> {
  readonly name: Word;
}

/** `param NAME = EXPR` */
export interface ParamStatement extends Node<'param'> {
  readonly name: Word;
  readonly value: Expression;
}

/** `expect METRIC OP VALUE` */
export interface ExpectStatement extends Node<'expect'> {
  readonly metric: Word;
  readonly operator: ComparisonOperator;
  readonly value: Expression;
}

/** `train { ... }`: a setting's own rule tells which of its words are options and which are parameters. */
export interface TrainStatement extends Node<'train'> {
  readonly word: Word;
  readonly settings: readonly Setting[];
}

export interface Setting {
  readonly word: Word;
  readonly values: readonly SettingValue[];
  readonly span: Span;
}

/** Values side by side are told apart as the arguments of a layer are, but that after a word a minus is a sign. */
export type SettingValue =
  /** An option or a parameter, or a layer: `Stage2.conv1`. */
  | SettingWord
  | StringArgument
  | Exclude<Expression, NameExpression>
  /** `10%x5%` */
  | Size
  | Node<'comma'>
  /** A mark or word of the language that no setting takes, such as `=`. */
  | (Node<'other'> & { readonly text: string });

export interface SettingWord extends Word, Node<'word'> {}

/** A line that starts with `->` claims the current value. */
export interface ClaimStatement extends Node<'claim'> {
  readonly size: Size;
}

/** `WORD ARGUMENTS as NAME -> SIZE`: a layer, `input`, or a block's call. */
export interface LayerStatement extends Node<'layer'> {
  readonly word: Word;
  readonly arguments: readonly Argument[];
  readonly name: Word | undefined;
  readonly claims: readonly Size[];
  /** How it would be written, where a short form stands for it. */
  readonly text?: string;
}

/** `use "path.cnn"`: makes the blocks of another file available. */
export interface UseStatement extends Node<'use'> {
  readonly path: string;
  readonly pathSpan: Span;
}

/** `block NAME(a, b = 1) { ... }` */
export interface BlockStatement extends Node<'block'> {
  readonly name: Word;
  readonly parameters: readonly BlockParameter[];
  readonly body: Body;
}

export interface BlockParameter {
  readonly name: Word;
  /** What it is where a call does not say; undefined where a call must. */
  readonly fallback: Size | undefined;
}

/** `repeat N as i { ... }` */
export interface RepeatStatement extends Node<'repeat'> {
  readonly count: Expression;
  readonly counter: Word | undefined;
  readonly body: Body;
}

/** `if A { ... } else if B { ... } else { ... }`: a list, so that a long one is not deep. */
export interface IfStatement extends Node<'if'> {
  readonly cases: readonly IfCase[];
  readonly otherwise: Body | undefined;
}

export interface IfCase {
  readonly condition: Expression;
  readonly body: Body;
}

/** The statements between `{` and `}`; the span includes the braces. */
export interface Body {
  readonly statements: readonly Statement[];
  readonly span: Span;
}

/** `from NAME`: goes on from a named value. */
export interface FromStatement extends Node<'from'> {
  readonly name: Word;
}

/** `output NAME, NAME` */
export interface OutputStatement extends Node<'output'> {
  readonly names: readonly Word[];
}

/** A statement that could not be read; the parser has said why. */
export type ErrorStatement = Node<'error'>;

export type Statement =
  | ModelStatement
  | ParamStatement
  | ExpectStatement
  | TrainStatement
  | ClaimStatement
  | LayerStatement
  | UseStatement
  | BlockStatement
  | RepeatStatement
  | IfStatement
  | FromStatement
  | OutputStatement
  | ErrorStatement;

// Arguments of layers

/** `28x28x1`, `3x3`, `0..1x0..1`; a single expression is a size of one part. */
export interface Size extends Node<'size'> {
  readonly parts: readonly SizePart[];
}

export type SizePart = Expression | Range | Wildcard;

/** `_`, any size. */
export type Wildcard = Node<'wildcard'>;

/** `0..1`, before and after. */
export interface Range extends Node<'range'> {
  readonly from: Expression;
  readonly to: Expression;
}

export interface StringArgument extends Node<'string'> {
  readonly value: string;
}

/** `NAME=VALUE` in a block's call; the value is an expression, a size or an option's word. */
export interface NamedArgument extends Node<'named'> {
  readonly name: Word;
  readonly value: Size;
}

/** `<A | B>` */
export interface Branches extends Node<'branches'> {
  readonly branches: readonly Branch[];
}

/** Where it is empty, its span is that of the marks around it. */
export interface Branch extends Node<'branch'> {
  readonly statements: readonly Statement[];
}

/** `<64, 96 128, 16 32, 32>`: groups of numbers between commas. */
export interface ShortBranches extends Node<'short-branches'> {
  readonly groups: readonly (readonly Expression[])[];
}

export type Argument = Size | StringArgument | NamedArgument | Branches | ShortBranches;

// Expressions

export interface NumberLiteral extends Node<'number'> {
  /** With the suffix applied: `65k` is 65000, `40%` is 0.4. */
  readonly value: number;
}

/** A parameter, or an option word of a layer: the layer's signature decides. */
export interface NameExpression extends Node<'name'> {
  readonly name: string;
}

/** `in.channels` */
export interface InExpression extends Node<'in'> {
  readonly property: string;
}

/** `NAME(...)`: arguments between commas, each of one or more expressions (`bn(noscale eps 1e-5)`). */
export interface CallExpression extends Node<'call'> {
  readonly name: Word;
  readonly arguments: readonly (readonly Expression[])[];
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '^';
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';
export type LogicalOperator = 'and' | 'or';

/**
 * Operands of one precedence, to be applied from left to right. A chain, not nested pairs, so that
 * a sum of 10,000 terms is no tree of depth 10,000.
 */
export interface ChainExpression extends Node<'chain'> {
  readonly operands: readonly Expression[];
  /** One fewer than the operands. */
  readonly operators: readonly (ArithmeticOperator | ComparisonOperator | LogicalOperator)[];
}

export interface UnaryExpression extends Node<'unary'> {
  readonly operator: '-' | 'not';
  readonly operand: Expression;
}

/** Parentheses; they make an option word a value: `(same)`. */
export interface GroupExpression extends Node<'group'> {
  readonly inner: Expression;
}

export type Expression =
  | NumberLiteral
  | NameExpression
  | InExpression
  | CallExpression
  | ChainExpression
  | UnaryExpression
  | GroupExpression;

/** The word that a size is, where it is nothing more. */
export function bareWord(size: Size): Word | undefined {
  const [part] = size.parts;
  return size.parts.length === 1 && part.kind === 'name' ? { text: part.name, span: part.span } : undefined;
}

const calculated = new Set(['number', 'in', 'call', 'chain', 'unary', 'group']);

/** Whether the value of a setting is a number or a calculation; a word may stand for one too. */
export function isCalculated(value: SettingValue): value is Exclude<Expression, NameExpression> {
  return calculated.has(value.kind);
}
