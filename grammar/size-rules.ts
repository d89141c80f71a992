// Sizes, `28x28x1` and `0..1`, and the arguments that are no branches.

import type { IToken } from 'chevrotain';
import { bareWord } from './ast.js';
import type * as ast from './ast.js';
import { expected } from './expectations.js';
import { ExpressionRules } from './expression-rules.js';
import { stringOf } from './literals.js';
import { spanOf, strict } from './nodes.js';
import * as T from './tokens.js';

export class SizeRules extends ExpressionRules {
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
