// Whole numbers: the sizes of everything.

import type { Expression } from '../../grammar/ast.js';
import type { Candidate } from '../diagnostics/draft.js';
import { shown } from './misfit.js';
import type { ReadContext } from './read-context.js';
import { rewritten } from './tried.js';

/** Larger sizes than this cannot be whole numbers in float64, nor be addressed. */
const largest = 2 ** 53;

/** A number that must be whole, within 1e-9 of its size, and at least `least`; reports where it is not. */
export function whole(expression: Expression, least: number, context: ReadContext): number | undefined {
  const value = context.evaluate(expression);
  if (value === undefined) return undefined;
  const nearest = Math.round(value);
  const isWhole = Math.abs(value - nearest) <= 1e-9 * Math.max(1, Math.abs(value));
  if (isWhole && nearest >= least && nearest <= largest) return nearest;
  const message = misfit(expression, value, isWhole, least, context);
  const help = isWhole ? bounds(nearest, least) : rounding(expression, value, least);
  const isCalculated = expression.kind !== 'name' && !isNumeral(expression);
  const notes = isCalculated ? context.origins?.(expression) : undefined;
  const candidates = isWhole
    ? signTurned(expression, nearest, context)
    : roundings(expression, value, least, context);
  context.report({
    code: 'CNN206',
    span: expression.span,
    message,
    ...(notes && { notes }),
    help,
    candidates,
  });
  return undefined;
}

/** Whether it says itself what it is: `2.5`, `-1`, `(-100)`. */
function isNumeral(expression: Expression): boolean {
  if (expression.kind === 'group') return isNumeral(expression.inner);
  if (expression.kind === 'unary') return expression.operator === '-' && isNumeral(expression.operand);
  return expression.kind === 'number';
}

function misfit(
  expression: Expression,
  value: number,
  isWhole: boolean,
  least: number,
  context: ReadContext,
): string {
  const wants = least === 1 ? 'a positive whole number' : `a whole number of at least ${least}`;
  if (expression.kind === 'number') return `expected ${wants}, found ${shown(expression, context)}`;
  if (isNumeral(expression)) return `expected ${wants}, found ${value}`;
  const why = !isWhole ? 'not a whole number' : value < least ? `less than ${least}` : 'too large a size';
  return `\`${shown(expression, context)}\` is ${rounded(value)}, ${why}`;
}

/** In six digits, unless that hides what is not whole. */
function rounded(value: number): number {
  const short = Number(value.toPrecision(6));
  return Number.isInteger(short) ? value : short;
}

function bounds(value: number, least: number): string {
  return value < least ? `it must be ${least} or more` : 'the largest size is 2^53';
}

function rounding(expression: Expression, value: number, least: number): string {
  const [below, above] = [Math.floor(value), Math.ceil(value)];
  if (above < least) return `it must be ${least} or more`;
  if (isNumeral(expression)) return below < least ? `write ${above}` : `write ${below} or ${above}`;
  return below < least
    ? `\`ceil(...)\` gives ${above}`
    : `\`floor(...)\` gives ${below}, \`ceil(...)\` gives ${above}`;
}

/** The whole numbers on either side, where they are large enough. */
function roundings(expression: Expression, value: number, least: number, context: ReadContext): Candidate[] {
  const both = [
    { name: 'floor', result: Math.floor(value) },
    { name: 'ceil', result: Math.ceil(value) },
  ].filter(({ result }) => result >= least);
  if (isNumeral(expression)) return both.map(({ result }) => rewritten(expression.span, `${result}`));
  const isGroup = expression.kind === 'group';
  const inner = context.textOf(isGroup ? expression.inner : expression);
  if (inner.length > longestRewritten) return [];
  return both.map(({ name, result }) => {
    const text = isGroup ? `(${name}(${inner}))` : `${name}(${inner})`;
    return rewritten(expression.span, text, `write \`${text}\`, which is ${result}`);
  });
}

const longestRewritten = 60;

/** What is negative was perhaps meant the other way round. */
function signTurned(expression: Expression, value: number, context: ReadContext): readonly Candidate[] {
  const { span } = expression;
  if (!isNumeral(expression) || value >= 0) return [];
  return [rewritten(span, `${-value}`), ...(context.opposite?.(span, `${-value}`) ?? [])];
}
