// The names that an expression holds. Chains are loops, as in `check/evaluate.ts`; only parentheses and
// functions recurse, whose nesting is bounded.

import type { Expression, Word } from '../../../grammar/ast.js';

export function* namesIn(expression: Expression): Generator<Word, void> {
  switch (expression.kind) {
    case 'name':
      yield { text: expression.name, span: expression.span };
      return;
    case 'call':
      for (const group of expression.arguments) for (const value of group) yield* namesIn(value);
      return;
    case 'chain':
      for (const operand of expression.operands) yield* namesIn(operand);
      return;
    case 'unary':
      yield* namesIn(expression.operand);
      return;
    case 'group':
      yield* namesIn(expression.inner);
      return;
    case 'number':
    case 'in':
      return;
  }
}
