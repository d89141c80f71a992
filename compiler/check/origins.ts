// What stands behind a calculation that comes out wrong: what its names are, and how sizes that it reads
// came about.

import type { Expression } from '../../grammar/ast.js';
import { axisNames } from '../layers/axis-names.js';
import { sizesSoFar } from '../layers/size-path.js';
import type { Surroundings } from './evaluate.js';
import { textOfSize } from './value-text.js';

/** More than this is no explanation. */
const mostTold = 4;

/** `where n is 5 and in.height is 13`, and the way to that 13; none of a calculation of plain numbers. */
export function originsOf(expression: Expression, around: Surroundings): string[] {
  const operands = [...operandsOf(expression)].slice(0, 64);
  const told = new Map(operands.flatMap((operand) => valueOf(operand, around)));
  if (told.size === 0 || told.size > mostTold) return [];
  const values = [...told].map(([name, value]) => `\`${name}\` is ${value}`);
  const axes = axisNames(around.input ?? []);
  const ways = [...told.keys()].flatMap((name) => {
    const axis = axes.indexOf(name.slice('in.'.length));
    return axis < 0 || axis === axes.length - 1 ? [] : sizesSoFar(around.path?.() ?? [], [axis]);
  });
  return [`${values.slice(0, -1).join(', ')}${values.length > 1 ? ' and ' : ''}${values.at(-1)}`, ...ways];
}

type Operand = Extract<Expression, { kind: 'name' | 'in' }>;

function valueOf(operand: Operand, { scope, input = [] }: Surroundings): [string, string][] {
  if (operand.kind === 'in') {
    const size = input.at(axisNames(input).indexOf(operand.property));
    return size === undefined ? [] : [[`in.${operand.property}`, `${size}`]];
  }
  const value = scope.parameter(operand.name);
  if (value === undefined) return [];
  return [[operand.name, typeof value === 'number' ? `${value}` : textOfSize(value)]];
}

function* operandsOf(expression: Expression): Generator<Operand> {
  switch (expression.kind) {
    case 'number':
      return;
    case 'name':
    case 'in':
      yield expression;
      return;
    case 'group':
      yield* operandsOf(expression.inner);
      return;
    case 'unary':
      yield* operandsOf(expression.operand);
      return;
    case 'call':
      for (const argument of expression.arguments.flat()) yield* operandsOf(argument);
      return;
    case 'chain':
      for (const operand of expression.operands) yield* operandsOf(operand);
  }
}
