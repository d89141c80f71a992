// Whole numbers: the sizes of everything.

import type { Expression } from '../../grammar/ast.js';
import { shown } from './misfit.js';
import type { ReadContext } from './read-context.js';

/** Larger sizes than this cannot be whole numbers in float64, nor be addressed. */
const largest = 2 ** 53;

/** A number that must be whole, within 1e-9 of its size, and at least `least`; reports where it is not. */
export function whole(expression: Expression, least: number, context: ReadContext): number | undefined {
  const value = context.evaluate(expression);
  if (value === undefined) return undefined;
  const rounded = Math.round(value);
  const isWhole = Math.abs(value - rounded) <= 1e-9 * Math.max(1, Math.abs(value));
  if (isWhole && rounded >= least && rounded <= largest) return rounded;
  const message = misfit(expression, value, isWhole, least, context);
  const help = isWhole ? bounds(rounded, least) : rounding(expression, value, least);
  context.report({ code: 'CNN206', span: expression.span, message, help });
  return undefined;
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
  const why = !isWhole ? 'not a whole number' : value < least ? `less than ${least}` : 'too large a size';
  return `\`${shown(expression, context)}\` is ${value}, ${why}`;
}

function bounds(value: number, least: number): string {
  return value < least ? `it must be ${least} or more` : 'the largest size is 2^53';
}

function rounding(expression: Expression, value: number, least: number): string {
  const [below, above] = [Math.floor(value), Math.ceil(value)];
  if (above < least) return `it must be ${least} or more`;
  if (expression.kind === 'number') return below < least ? `write ${above}` : `write ${below} or ${above}`;
  return below < least
    ? `\`ceil(...)\` gives ${above}`
    : `\`floor(...)\` gives ${below}, \`ceil(...)\` gives ${above}`;
}
