// Over an expression, a name or a number: what it amounts to here.

import type { Expression, Statement } from '../../../grammar/ast.js';
import type { Analysis } from '../../compile.js';
import { evaluate } from '../../check/evaluate.js';
import { properties } from '../documentation/keywords.js';
import { functions } from '../documentation/functions.js';
import { code, fence, formFence, paragraphs, sentence } from '../markdown.js';
import type { Node } from '../path.js';
import { arrivingAt, entering, type Standpoint } from '../standpoint.js';
import { numberText, several } from '../value-in-sight.js';
import { visitsOf } from '../visits.js';

const report = (): void => undefined;

/** Where the expressions of the innermost statement of the path are worked out. */
export function standpointsOf(analysis: Analysis, path: readonly Node[]): readonly Standpoint[] {
  const statement = path.findLast(isStatement);
  if (statement === undefined) return [];
  // Defaults of parameters are worked out where the body begins.
  const first = statement.kind === 'block' ? statement.body.statements.at(0) : statement;
  return first === undefined ? [] : visitsOf(analysis, first).map(entering);
}

function isStatement(node: Node): node is Statement {
  return statementKinds.has(node.kind);
}

const statementKinds = new Set([
  'model', 'param', 'expect', 'train', 'claim', 'layer', 'use', 'block', 'repeat', 'if', 'from', 'output', 'error',
]); // prettier-ignore

/** `64`, or what it is in the several runs. */
export function amountOf(expression: Expression, at: readonly Standpoint[]): string | undefined {
  return several(
    at.map((standpoint) => {
      const { scope } = standpoint.frame;
      const value = evaluate(expression, { scope, input: arrivingAt(standpoint), report });
      return value === undefined ? undefined : numberText(value);
    }),
  );
}

/** `maps * 2 = 128` */
export function expressionHover(
  analysis: Analysis,
  expression: Expression,
  at: readonly Standpoint[],
): string | undefined {
  const amount = amountOf(expression, at);
  return amount && fence(`${analysis.source.slice(expression.span)} = ${amount}`);
}

export function functionHover(
  analysis: Analysis,
  call: Extract<Expression, { kind: 'call' }>,
  at: readonly Standpoint[],
): string | undefined {
  const { text } = call.name;
  if (!Object.hasOwn(functions, text)) return undefined;
  const { form, about } = functions[text];
  return paragraphs(formFence(form), expressionHover(analysis, call, at), sentence(about));
}

export function propertyHover(
  analysis: Analysis,
  expression: Extract<Expression, { kind: 'in' }>,
  at: readonly Standpoint[],
): string {
  const { property } = expression;
  const known = expressionHover(analysis, expression, at);
  const about = Object.hasOwn(properties, property) ? sentence(properties[property]) : undefined;
  return paragraphs(known ?? fence(`in.${property}`), about);
}

/** Of a number that is not written out: `65k`, `40%`, `1e-3`. */
export function numberHover(
  analysis: Analysis,
  { value, span }: Extract<Expression, { kind: 'number' }>,
): string | undefined {
  const text = analysis.source.slice(span);
  return /[kMGeE%]/.test(text) ? `${code(text)} = ${code(plain(value))}` : undefined;
}

/** With its thousands apart, `1,200,000`. */
function plain(value: number): string {
  const [whole, share] = numberText(value).split('.');
  const apart = /^\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return share === undefined ? apart : `${apart}.${share}`;
}
