// Sizes, `28x28x1` and `0..1`, and the arguments that are no branches.

import type { IToken, TokenType } from 'chevrotain';
import { bareWord } from './ast.js';
import type * as ast from './ast.js';
import { expected } from './expectations.js';
import { ExpressionRules } from './expression-rules.js';
import { stringOf } from './literals.js';
import { spanOf, strict } from './nodes.js';
import * as T from './tokens.js';

/** After a number or word these go on with it. */
const continuing = new Set<TokenType>([
  T.By, T.Dots, T.Equals, T.CallParenthesis, T.Plus, T.Minus, T.Times, T.Divide, T.WholeDivide, T.Power,
]); // prettier-ignore

export class SizeRules extends ExpressionRules {
  /**
   * `32`, `3x3` or `same`, which most arguments are, read without descending through the rules of
   * expressions; undefined for all else, which those rules read.
   */
  protected plainSize(): ast.Size | undefined {
    const count = this.plainParts();
    if (count === 0) return undefined;
    const parts: ast.Expression[] = [];
    const first = this.LA(1);
    for (; parts.length < count; this.SKIP_TOKEN()) {
      if (parts.length > 0) this.SKIP_TOKEN();
      parts.push(this.plainPart(this.LA(1)));
    }
    return { kind: 'size', parts, span: this.since(first) };
  }

  /** How many parts the size ahead has; 0 where one of them is more than a number or word. */
  private plainParts(): number {
    for (let count = 1; ; count++) {
      const { tokenType } = this.LA(2 * count - 1);
      if (tokenType !== T.Numeral && tokenType !== T.Name && tokenType !== T.Hyphenated) return 0;
      const after = this.LA(2 * count).tokenType;
      if (after !== T.By) return continuing.has(after) ? 0 : count;
    }
  }

  private plainPart(token: IToken): ast.Expression {
    if (token.tokenType === T.Numeral) return this.numberLiteral(token);
    return { kind: 'name', name: token.image, span: spanOf(token) };
  }

  protected readonly sizeOrNamed = this.RULE(
    'sizeOrNamed',
    (): ast.Argument => {
      const size = this.SUBRULE(this.size);
      let value: ast.Size | undefined;
      this.OPTION(() => {
        const equals = this.CONSUME(T.Equals);
        this.ACTION(() => bareWord(size) ?? this.fail(expected.end(equals), equals));
        value = this.SUBRULE2(this.size);
      });
      return this.ACTION((): ast.Argument => {
        const name = bareWord(size);
        if (value === undefined || name === undefined) return size;
        return { kind: 'named', name, value, span: { start: size.span.start, end: value.span.end } };
      });
    },
    strict,
  );

  protected readonly size = this.RULE(
    'size',
    (): ast.Size => {
      const first = this.LA(1);
      const parts: ast.SizePart[] = [this.SUBRULE(this.part)];
      this.MANY(() => {
        this.CONSUME(T.By);
        parts.push(this.SUBRULE2(this.part));
      });
      return this.ACTION(() => ({ kind: 'size', parts, span: this.since(first) }));
    },
    strict,
  );

  private readonly part = this.RULE(
    'part',
    (): ast.SizePart =>
      this.OR<ast.SizePart>([
        {
          ALT: () => {
            const token = this.CONSUME(T.Wildcard);
            return this.ACTION(() => ({ kind: 'wildcard', span: this.since(token) }));
          },
        },
        { ALT: () => this.SUBRULE(this.rangeOrSum) },
      ]),
    strict,
  );

  private readonly rangeOrSum = this.RULE(
    'rangeOrSum',
    (): ast.Expression | ast.Range => {
      const from = this.SUBRULE(this.sum);
      let to: ast.Expression | undefined;
      this.OPTION(() => {
        this.CONSUME(T.Dots);
        to = this.SUBRULE2(this.sum);
      });
      return this.ACTION(() =>
        to === undefined
          ? from
          : { kind: 'range', from, to, span: { start: from.span.start, end: to.span.end } },
      );
    },
    strict,
  );

  protected textLiteral(token: IToken): ast.StringArgument {
    return this.ACTION(() => ({
      kind: 'string',
      value: stringOf(token.image) ?? token.image.slice(1, -1),
      span: spanOf(token),
    }));
  }
}
