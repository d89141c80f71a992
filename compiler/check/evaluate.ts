// The values of expressions. Chains are loops, so that a sum of 10,000 terms needs no deep stack;
// only parentheses and functions recurse, and nesting is bounded before parsing.

import type {
  CallExpression,
  ChainExpression,
  Expression,
  InExpression,
  NameExpression,
  Word,
} from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Shape } from '../graph/value.js';
import type { Report } from '../diagnostics/draft.js';
import { axisNames } from '../layers/axis-names.js';
import type { SizePath } from '../layers/size-path.js';
import { nearest } from './nearest.js';
import type { Scope } from './scope.js';
import { absence } from './unknown-layer.js';

export interface Surroundings {
  readonly scope: Scope;
  /** What `in.channels` speaks of; undefined where it is unknown. */
  readonly input: Shape | undefined;
  /** How that came to its sizes. */
  readonly path?: (() => SizePath) | undefined;
  /** Whether that is because nothing can arrive where the expression stands. */
  readonly nothingArrives?: boolean | undefined;
  readonly report: Report;
  /** Words that a misspelt name may have meant, besides parameters: a layer's options. */
  readonly options?: readonly string[];
}

/** The value, or undefined where there is none: then a mistake has been reported, or is known. */
export function evaluate(expression: Expression, around: Surroundings): number | undefined {
  const value = valueOf(expression, around);
  if (value === undefined || Number.isFinite(value)) return value;
  if (Number.isNaN(value))
    return fail(
      expression,
      'this calculation has no result',
      around,
      'a negative number has no fractional power',
    );
  return fail(
    expression,
    'this calculation grows beyond all numbers',
    around,
    'the largest is about 1.8e308',
  );
}

function valueOf(expression: Expression, around: Surroundings): number | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return nameValue(expression, around);
    case 'in':
      return sizeOfInput(expression, around);
    case 'group':
      return valueOf(expression.inner, around);
    case 'call':
      return callValue(expression, around);
    case 'unary': {
      const operand = valueOf(expression.operand, around);
      if (operand === undefined) return undefined;
      return expression.operator === '-' ? -operand : truth(operand === 0);
    }
    case 'chain':
      return chainValue(expression, around);
  }
}

function fail(node: Expression, message: string, around: Surroundings, help: string): undefined {
  around.report({ code: 'CNN207', span: node.span, message, help });
  return undefined;
}

function nameValue({ name, span }: NameExpression, around: Surroundings): number | undefined {
  const { scope, options = [], report } = around;
  if (scope.hasParameter(name)) return numberOf(name, span, around);
  if (scope.isLost(name)) return undefined;
  const other = noNumber({ text: name, span }, scope);
  if (other) {
    report({ code: 'CNN202', ...other });
    return undefined;
  }
  const meant = nearest(name, knownNames(options, scope));
  report({
    code: 'CNN202',
    span,
    message: `nothing is called \`${name}\``,
    help: meant ? `did you mean \`${meant}\`?` : `declare it above: \`param ${name} = 1\``,
    ...(meant && {
      candidates: [{ edits: [{ span, text: meant }], safe: false, title: () => `write \`${meant}\`` }],
    }),
  });
  return undefined;
}

/** Of a name that stands for something, but not for a number. */
function noNumber(word: Word, scope: Scope): ReturnType<typeof absence> {
  const { text, span } = word;
  const kind = scope.kindOf(text);
  if (kind === 'value') {
    const help = 'sizes of what reaches a layer are `in.channels`, `in.height` and `in.width`';
    return { span, message: `\`${text}\` is a value of the network, not a number`, help };
  }
  if (kind === 'block') {
    const help = `\`${text}\` on a line of its own calls it`;
    return { span, message: `\`${text}\` is a block, not a number`, help };
  }
  const absent = absence(word, scope);
  if (absent?.related === undefined) return absent;
  return {
    ...absent,
    help: 'a counter and a name hold to the end of their `{ }`; `param` declares a number for the whole file',
  };
}

/** A block's parameter may be a size or a word, with which nothing can be calculated. */
function numberOf(name: string, span: Span, { scope, report }: Surroundings): number | undefined {
  const value = scope.parameter(name);
  if (typeof value !== 'object') return value;
  const what = value.parts.length > 1 ? 'a size' : 'a word';
  const help = `\`${name}\` stands for it where it is written alone, as an argument`;
  report({ code: 'CNN207', span, message: `\`${name}\` is ${what} here, not a number`, help });
  return undefined;
}

function* knownNames(options: readonly string[], scope: Scope): Generator<string> {
  yield* options;
  yield* scope.parameterNames;
}

function sizeOfInput(expression: InExpression, around: Surroundings): number | undefined {
  const { input, nothingArrives = false } = around;
  if (input === undefined && nothingArrives) {
    const message = `\`in.${expression.property}\`: nothing arrives here`;
    return fail(expression, message, around, '`in.` speaks of what reaches a layer, after the `input`');
  }
  if (input === undefined) return undefined;
  const axes = axisNames(input);
  const axis = axes.indexOf(expression.property);
  if (axis >= 0) return input[axis];
  const help = `it has ${axes.map((name) => `\`in.${name}\``).join(', ')}`;
  return fail(
    expression,
    `\`in.${expression.property}\`: what arrives here has no ${expression.property}`,
    around,
    help,
  );
}

type Operator = ChainExpression['operators'][number];

const operations: { readonly [K in Exclude<Operator, '^'>]: (a: number, b: number) => number } = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': (a, b) => Math.floor(a / b),
  '<': (a, b) => truth(a < b),
  '<=': (a, b) => truth(a <= b),
  '>': (a, b) => truth(a > b),
  '>=': (a, b) => truth(a >= b),
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  and: (a, b) => truth(a !== 0 && b !== 0),
  or: (a, b) => truth(a !== 0 || b !== 0),
};

function truth(condition: boolean): number {
  return condition ? 1 : 0;
}

function chainValue(chain: ChainExpression, around: Surroundings): number | undefined {
  const values = chain.operands.map((operand) => valueOf(operand, around));
  if (values.includes(undefined)) return undefined;
  const numbers = values as number[];
  if (chain.operators[0] === '^') return numbers.reduceRight((exponent, base) => base ** exponent);
  let result = numbers[0];
  for (const [i, operator] of chain.operators.entries()) {
    const next = numbers[i + 1];
    if (next === 0 && (operator === '/' || operator === '//')) {
      return divisionByZero(chain.operands[i + 1], around);
    }
    result = operations[operator as Exclude<Operator, '^'>](result, next);
  }
  return result;
}

function divisionByZero(divisor: Expression, around: Surroundings): undefined {
  return fail(divisor, 'division by zero', around, 'a divisor is not 0: `max(1, n)` keeps `n` from it');
}

interface NumberFunction {
  /** How it is written; what it takes is told from this where it takes a fixed number. */
  readonly form: string;
  readonly arity: number | 'some';
  /** Takes a list: a call with 200,000 arguments would not fit on the stack. */
  readonly of: (values: readonly number[]) => number;
}

/** `round` is half up. */
const functions: Readonly<Record<string, NumberFunction>> = {
  min: { form: 'min(a, b, ...)', arity: 'some', of: (x) => x.reduce((least, y) => Math.min(least, y)) },
  max: { form: 'max(a, b, ...)', arity: 'some', of: (x) => x.reduce((most, y) => Math.max(most, y)) },
  ceil: { form: 'ceil(a)', arity: 1, of: ([x]) => Math.ceil(x) },
  floor: { form: 'floor(a)', arity: 1, of: ([x]) => Math.floor(x) },
  round: { form: 'round(a)', arity: 1, of: ([x]) => Math.floor(x + 0.5) },
  choose: {
    form: 'choose(condition, then, otherwise)',
    arity: 3,
    of: ([condition, then, otherwise]) => (condition === 0 ? otherwise : then),
  },
  mod: { form: 'mod(a, b)', arity: 2, of: ([a, b]) => a - b * Math.floor(a / b) },
};

function callValue(call: CallExpression, around: Surroundings): number | undefined {
  const name = call.name.text;
  const known = [...Object.keys(functions), 'pick'];
  if (!known.includes(name)) return unknownFunction(call, known, around);
  const crowded = call.arguments.find((group) => group.length > 1);
  if (crowded)
    return fail(
      crowded[1],
      'expected a comma before this',
      around,
      'values of a function stand between commas: `max(1, 2)`',
    );
  const values = call.arguments.map(([argument]) => valueOf(argument, around));
  if (values.includes(undefined)) return undefined;
  return name === 'pick' ? pick(call, values as number[], around) : apply(call, values as number[], around);
}

function unknownFunction(call: CallExpression, known: readonly string[], around: Surroundings): undefined {
  const { text, span } = call.name;
  const meant = nearest(text, known);
  around.report({
    code: 'CNN202',
    span,
    message: `there is no function \`${text}\``,
    help: `there are ${known.join(', ')}`,
    ...(meant && {
      candidates: [{ edits: [{ span, text: meant }], safe: false, title: () => `write \`${meant}\`` }],
    }),
  });
  return undefined;
}

function apply(call: CallExpression, values: readonly number[], around: Surroundings): number | undefined {
  const { text } = call.name;
  const { arity, form, of } = functions[text];
  if (arity !== 'some' && values.length !== arity) {
    const message = `\`${text}\` takes ${arity} value${arity === 1 ? '' : 's'}, not ${values.length}`;
    return fail(call, message, around, `write \`${form}\``);
  }
  if (text === 'mod' && values[1] === 0) return divisionByZero(call.arguments[1][0], around);
  return of(values);
}

/** `pick(i, a, b, ...)`: the i-th of the rest, from 0. */
function pick(
  call: CallExpression,
  [index, ...rest]: readonly number[],
  around: Surroundings,
): number | undefined {
  if (Number.isInteger(index) && index >= 0 && index < rest.length) return rest[index];
  return fail(
    call,
    `\`pick\` has ${rest.length} values, so there is no number ${index}`,
    around,
    'they count from 0',
  );
}
