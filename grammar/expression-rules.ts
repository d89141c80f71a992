// Expressions, from the loosest operator to the tightest.

import type { IToken } from 'chevrotain';
import type * as ast from './ast.js';
import { numberOf } from './literals.js';
import { spanOf, strict, wordOf } from './nodes.js';
import { RecoveringParser } from './recovering-parser.js';
import * as T from './tokens.js';

export class ExpressionRules extends RecoveringParser {
  // Expressions, the loosest first

  protected readonly condition = this.RULE(
    'condition',
    (): ast.Expression => {
      const chain = new Chain<ast.LogicalOperator>();
      chain.operands.push(this.SUBRULE(this.conjunction));
      this.MANY(() => {
        this.CONSUME(T.Or);
        chain.add('or', this.SUBRULE2(this.conjunction));
      });
      return this.ACTION(() => chain.expression());
    },
    strict,
  );

  private readonly conjunction = this.RULE(
    'conjunction',
    (): ast.Expression => {
      const chain = new Chain<ast.LogicalOperator>();
      chain.operands.push(this.SUBRULE(this.negation));
      this.MANY(() => {
        this.CONSUME(T.And);
        chain.add('and', this.SUBRULE2(this.negation));
      });
      return this.ACTION(() => chain.expression());
    },
    strict,
  );

  private readonly negation = this.RULE(
    'negation',
    (): ast.Expression => {
      const signs: IToken[] = [];
      this.MANY(() => signs.push(this.CONSUME(T.Not)));
      const operand = this.SUBRULE(this.comparison);
      return this.ACTION(() => negated('not', operand, signs));
    },
    strict,
  );

  private readonly comparison = this.RULE(
    'comparison',
    (): ast.Expression => {
      const chain = new Chain<ast.ComparisonOperator>();
      chain.operands.push(this.SUBRULE(this.sum));
      this.OPTION(() => {
        const operator = this.CONSUME(T.Comparison);
        chain.add(operator.image as ast.ComparisonOperator, this.SUBRULE2(this.sum));
      });
      return this.ACTION(() => chain.expression());
    },
    strict,
  );

  protected readonly sum = this.RULE(
    'sum',
    (): ast.Expression => {
      const chain = new Chain<ast.ArithmeticOperator>();
      chain.operands.push(this.SUBRULE(this.product));
      this.MANY(() => {
        const operator = this.CONSUME(T.SumOperator);
        chain.add(operator.image as ast.ArithmeticOperator, this.SUBRULE2(this.product));
      });
      return this.ACTION(() => chain.expression());
    },
    strict,
  );

  private readonly product = this.RULE(
    'product',
    (): ast.Expression => {
      const chain = new Chain<ast.ArithmeticOperator>();
      chain.operands.push(this.SUBRULE(this.signed));
      this.MANY(() => {
        const operator = this.CONSUME(T.ProductOperator);
        chain.add(operator.image as ast.ArithmeticOperator, this.SUBRULE2(this.signed));
      });
      return this.ACTION(() => chain.expression());
    },
    strict,
  );

  /** Any number of minus signs in a row, read in a loop: text decides how many there are. */
  private readonly signed = this.RULE(
    'signed',
    (): ast.Expression => {
      const signs: IToken[] = [];
      this.MANY(() => signs.push(this.CONSUME(T.Negation)));
      const operand = this.SUBRULE(this.power);
      return this.ACTION(() => negated('-', operand, signs));
    },
    strict,
  );

  private readonly power = this.RULE(
    'power',
    (): ast.Expression => {
      const chain = new Chain<ast.ArithmeticOperator>();
      chain.operands.push(this.SUBRULE(this.atom));
      this.MANY(() => {
        this.CONSUME(T.Power);
        const signs: IToken[] = [];
        this.MANY2(() => signs.push(this.CONSUME(T.Minus)));
        const operand = this.SUBRULE2(this.atom);
        chain.add(
          '^',
          this.ACTION(() => negated('-', operand, signs)),
        );
      });
      return this.ACTION(() => chain.expression());
    },
    strict,
  );

  private readonly atom = this.RULE(
    'atom',
    (): ast.Expression =>
      this.OR<ast.Expression>([
        { ALT: () => this.numberLiteral(this.CONSUME(T.Numeral)) },
        {
          ALT: () => {
            const token = this.CONSUME(T.In);
            const property = this.ACTION(() => token.image.slice('in.'.length));
            return this.ACTION(() => ({ kind: 'in', property, span: spanOf(token) }));
          },
        },
        { ALT: () => this.SUBRULE(this.nameOrCall) },
        {
          ALT: () => {
            const first = this.CONSUME(T.LeftParenthesis);
            const inner = this.SUBRULE(this.condition);
            this.CONSUME(T.RightParenthesis);
            return this.ACTION(() => ({ kind: 'group', inner, span: this.since(first) }));
          },
        },
      ]),
    strict,
  );

  private readonly nameOrCall = this.RULE(
    'nameOrCall',
    (): ast.Expression => {
      const token = this.CONSUME(T.Word);
      let given: ast.Expression[][] | undefined;
      this.OPTION(() => {
        this.CONSUME(T.CallParenthesis);
        given = this.SUBRULE(this.callArguments);
        this.CONSUME(T.RightParenthesis);
      });
      return this.ACTION((): ast.Expression => {
        if (given === undefined) return { kind: 'name', name: token.image, span: spanOf(token) };
        return { kind: 'call', name: wordOf(token), arguments: given, span: this.since(token) };
      });
    },
    strict,
  );

  protected readonly callArguments = this.RULE(
    'callArguments',
    (): ast.Expression[][] => {
      const groups: ast.Expression[][] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: T.Comma,
        DEF: () => {
          const group: ast.Expression[] = [];
          this.AT_LEAST_ONE(() => group.push(this.SUBRULE(this.condition)));
          groups.push(group);
        },
      });
      return groups;
    },
    strict,
  );

  protected numberLiteral(token: IToken): ast.NumberLiteral {
    return this.ACTION(() => ({ kind: 'number', value: numberOf(token.image), span: spanOf(token) }));
  }
}

class Chain<Operator extends ast.ChainExpression['operators'][number]> {
  readonly operands: ast.Expression[] = [];
  private readonly operators: Operator[] = [];

  add(operator: Operator, operand: ast.Expression): void {
    this.operators.push(operator);
    this.operands.push(operand);
  }

  expression(): ast.Expression {
    const { operands, operators } = this;
    if (operators.length === 0) return operands[0];
    const span = { start: operands[0].span.start, end: (operands.at(-1) as ast.Expression).span.end };
    return { kind: 'chain', operands, operators, span };
  }
}

/** Signs in a row: an even number of minus signs cancels, an even number of `not`s leaves the truth. */
function negated(operator: '-' | 'not', operand: ast.Expression, signs: readonly IToken[]): ast.Expression {
  if (signs.length === 0) return operand;
  const span = { start: signs[0].startOffset, end: operand.span.end };
  const once: ast.Expression = { kind: 'unary', operator, operand, span };
  if (signs.length % 2 === 1) return once;
  return operator === '-' ? operand : { kind: 'unary', operator, operand: once, span };
}
