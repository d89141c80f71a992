// The grammar, rule by rule, on Chevrotain (LL(1)). Each rule builds its node of the tree; a
// statement that cannot be read becomes an error node and parsing goes on at the next one.

import type { IRecognitionException, IToken, TokenType } from 'chevrotain';
import { bareWord } from './ast.js';
import type * as ast from './ast.js';
import { expected } from './expectations.js';
import { ExpressionRules, spanOf, strict, wordOf } from './expression-rules.js';
import { stringOf } from './literals.js';
import type { Span } from './source.js';
import { mostMistakes } from './syntax-error.js';
import * as T from './tokens.js';

/** Where a statement may end, and where reading goes on after one that failed. */
const statementEnds = [T.NewLine, T.Semicolon, T.RightBrace, T.Bar, T.CloseBranches, T.EOF];

export class Rules extends ExpressionRules {
  /** With `validated` the rules are searched for ambiguities, which only tests need. */
  constructor(validated = false) {
    super(validated);
    this.performSelfAnalysis();
  }

  /** Statements of this text that could not be read. */
  private unread = 0;

  readonly file = this.RULE('file', (): ast.File => {
    const statements: ast.Statement[] = [];
    this.ACTION(() => (this.unread = 0));
    this.MANY({
      GATE: () => this.unread < mostMistakes,
      DEF: () => {
        this.OR([
          { ALT: () => this.CONSUME(T.NewLine) },
          { ALT: () => this.CONSUME(T.Semicolon) },
          { ALT: () => statements.push(this.SUBRULE(this.statement)) },
          // Closers without an opener, or of a statement that failed: the error is told already.
          { ALT: () => this.CONSUME(T.RightBrace) },
          { ALT: () => this.CONSUME(T.CloseBranches) },
          { ALT: () => this.CONSUME(T.Bar) },
        ]);
      },
    });
    // Otherwise reading has stopped before the end.
    if (this.unread < mostMistakes) this.CONSUME(T.EOF);
    return this.ACTION(() => ({
      kind: 'file',
      statements,
      lostNames: new Set(),
      span: { start: 0, end: 0 },
    }));
  });

  private readonly statements = this.RULE('statements', (): ast.Statement[] => {
    const statements: ast.Statement[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(T.NewLine) },
        { ALT: () => this.CONSUME(T.Semicolon) },
        { ALT: () => statements.push(this.SUBRULE(this.statement)) },
      ]);
    });
    return statements;
  });

  private readonly statement = this.RULE(
    'statement',
    (): ast.Statement => {
      const statement = this.OR<ast.Statement>([
        { ALT: () => this.SUBRULE(this.model) },
        { ALT: () => this.SUBRULE(this.param) },
        { ALT: () => this.SUBRULE(this.expect) },
        { ALT: () => this.SUBRULE(this.train) },
        { ALT: () => this.SUBRULE(this.claim) },
        { ALT: () => this.SUBRULE(this.layer) },
        { ALT: () => this.SUBRULE(this.later) },
        { ALT: () => this.SUBRULE(this.misplaced) },
      ]);
      this.ACTION(() => this.requireEnd());
      return statement;
    },
    {
      recoveryValueFunc: (error?: unknown): ast.Statement => {
        this.unread++;
        return { kind: 'error', span: failedAt(error) };
      },
    },
  );

  /** Something that starts no statement. */
  private readonly misplaced = this.RULE(
    'misplaced',
    (): ast.ErrorStatement => {
      const token = this.CONSUME(T.Misplaced);
      this.ACTION(() => this.fail(expected.statement(token), token));
      return this.ACTION(() => ({ kind: 'error', span: spanOf(token) }));
    },
    strict,
  );

  private readonly model = this.RULE(
    'model',
    (): ast.ModelStatement => {
      const first = this.CONSUME(T.Model);
      const name = this.CONSUME(T.Name);
      return this.ACTION(() => ({ kind: 'model', name: wordOf(name), span: this.since(first) }));
    },
    strict,
  );

  private readonly param = this.RULE(
    'param',
    (): ast.ParamStatement => {
      const first = this.CONSUME(T.Param);
      const name = this.CONSUME(T.Name);
      this.CONSUME(T.Equals);
      const value = this.SUBRULE(this.sum);
      return this.ACTION(() => ({ kind: 'param', name: wordOf(name), value, span: this.since(first) }));
    },
    strict,
  );

  private readonly expect = this.RULE(
    'expect',
    (): ast.ExpectStatement => {
      const first = this.CONSUME(T.Expect);
      const metric = this.CONSUME(T.Word);
      const relation = this.CONSUME(T.Comparison);
      const value = this.SUBRULE(this.sum);
      return this.ACTION(() => ({
        kind: 'expect',
        metric: wordOf(metric),
        operator: relation.image as ast.ComparisonOperator,
        value,
        span: this.since(first),
      }));
    },
    strict,
  );

  private readonly train = this.RULE(
    'train',
    (): ast.TrainStatement => {
      const first = this.CONSUME(T.Train);
      this.CONSUME(T.LeftBrace);
      const settings: ast.Setting[] = [];
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(T.NewLine) },
          { ALT: () => this.CONSUME(T.Semicolon) },
          { ALT: () => settings.push(this.SUBRULE(this.setting)) },
        ]);
      });
      this.CONSUME(T.RightBrace);
      return this.ACTION(() => ({ kind: 'train', word: wordOf(first), settings, span: this.since(first) }));
    },
    strict,
  );

  private readonly setting = this.RULE(
    'setting',
    (): ast.Setting => {
      const word = this.CONSUME(T.Word);
      const values: ast.SettingValue[] = [];
      this.MANY(() => {
        values.push(
          this.OR<ast.SettingValue>([
            { ALT: () => this.settingWord(this.CONSUME2(T.Word)) },
            { ALT: () => this.numberLiteral(this.CONSUME(T.Numeral)) },
            { ALT: () => this.textLiteral(this.CONSUME(T.Text)) },
            { ALT: () => this.comma(this.CONSUME(T.Comma)) },
            { ALT: () => this.other(this.CONSUME(T.Unsettled)) },
          ]),
        );
      });
      return this.ACTION(() => ({ word: wordOf(word), values, span: this.since(word) }));
    },
    strict,
  );

  private readonly claim = this.RULE(
    'claim',
    (): ast.ClaimStatement => {
      const first = this.CONSUME(T.Arrow);
      const size = this.SUBRULE(this.size);
      return this.ACTION(() => ({ kind: 'claim', size, span: this.since(first) }));
    },
    strict,
  );

  private readonly layer = this.RULE(
    'layer',
    (): ast.LayerStatement => {
      const first = this.OR([{ ALT: () => this.CONSUME(T.Word) }, { ALT: () => this.CONSUME(T.Input) }]);
      const given: ast.Argument[] = [];
      this.OPTION(() => {
        const groups = this.SUBRULE(this.layerCall);
        this.ACTION(() => {
          for (const group of groups) for (const part of group) given.push(sizeOf(part));
        });
      });
      this.MANY(() => given.push(this.SUBRULE(this.argument)));
      const claims: ast.Size[] = [];
      let name: IToken | undefined;
      this.MANY2(() => {
        this.OR2([
          {
            ALT: () => {
              this.CONSUME(T.As);
              name = this.CONSUME(T.Name);
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.Arrow);
              claims.push(this.SUBRULE(this.size));
            },
          },
        ]);
      });
      return this.ACTION(() => ({
        kind: 'layer',
        word: wordOf(first),
        arguments: given,
        name: name && wordOf(name),
        claims,
        span: this.since(first),
      }));
    },
    strict,
  );

  /** `bn(eps 1e-5)`, also as a statement. */
  private readonly layerCall = this.RULE(
    'layerCall',
    (): ast.Expression[][] => {
      this.CONSUME(T.CallParenthesis);
      const groups = this.SUBRULE(this.callArguments);
      this.CONSUME(T.RightParenthesis);
      return groups;
    },
    strict,
  );

  /** An item that comes with blocks: its extent is read, its braces matched. */
  private readonly later = this.RULE(
    'later',
    (): ast.LaterStatement => {
      const first = this.CONSUME(T.Later);
      const next = this.LA(1);
      this.MANY(() => {
        this.OR([{ ALT: () => this.CONSUME(T.Plain) }, { ALT: () => this.SUBRULE(this.braced) }]);
      });
      return this.ACTION(() => {
        const name = next.tokenType === T.Name ? wordOf(next) : undefined;
        return { kind: 'later', word: wordOf(first), name, span: this.since(first) };
      });
    },
    strict,
  );

  private readonly braced = this.RULE(
    'braced',
    () => {
      this.CONSUME(T.LeftBrace);
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(T.Plain) },
          { ALT: () => this.CONSUME(T.NewLine) },
          { ALT: () => this.CONSUME(T.Semicolon) },
          { ALT: () => this.CONSUME(T.Bar) },
          { ALT: () => this.CONSUME(T.OpenBranches) },
          { ALT: () => this.CONSUME(T.CloseBranches) },
          { ALT: () => this.SUBRULE(this.braced) },
        ]);
      });
      this.CONSUME(T.RightBrace);
    },
    strict,
  );

  // Arguments

  private readonly argument = this.RULE(
    'argument',
    (): ast.Argument =>
      this.OR<ast.Argument>([
        { ALT: () => this.SUBRULE(this.sizeOrNamed) },
        { ALT: () => this.textLiteral(this.CONSUME(T.Text)) },
        { ALT: () => this.SUBRULE(this.branches) },
        { ALT: () => this.SUBRULE(this.shortBranches) },
      ]),
    strict,
  );

  private readonly sizeOrNamed = this.RULE(
    'sizeOrNamed',
    (): ast.Argument => {
      const size = this.SUBRULE(this.size);
      let value: ast.Expression | undefined;
      this.OPTION(() => {
        const equals = this.CONSUME(T.Equals);
        this.ACTION(() => bareWord(size) ?? this.fail(expected.end(equals), equals));
        value = this.SUBRULE(this.sum);
      });
      return this.ACTION((): ast.Argument => {
        const name = bareWord(size);
        if (value === undefined || name === undefined) return size;
        return { kind: 'named', name, value, span: { start: size.span.start, end: value.span.end } };
      });
    },
    strict,
  );

  private readonly size = this.RULE(
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

  private readonly branches = this.RULE(
    'branches',
    (): ast.Branches => {
      const first = this.CONSUME(T.OpenBranches);
      const branches = this.SUBRULE(this.branchList);
      this.CONSUME(T.CloseBranches);
      return this.ACTION(() => ({ kind: 'branches', branches, span: this.since(first) }));
    },
    strict,
  );

  private readonly shortBranches = this.RULE(
    'shortBranches',
    (): ast.ShortBranches => {
      const first = this.CONSUME(T.OpenShortForm);
      const groups = this.SUBRULE(this.shortGroups);
      this.CONSUME(T.CloseBranches);
      return this.ACTION(() => ({ kind: 'short-branches', groups, span: this.since(first) }));
    },
    strict,
  );

  private readonly branchList = this.RULE(
    'branchList',
    (): ast.Branch[] => {
      const branches: ast.Branch[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: T.Bar,
        DEF: () => {
          const before = this.LA(0);
          const statements = this.SUBRULE(this.statements);
          this.ACTION(() => {
            const around = { start: before.startOffset, end: T.endOffset(this.LA(1)) };
            branches.push({ kind: 'branch', statements, span: trimmed(statements, around) });
          });
        },
      });
      return branches;
    },
    strict,
  );

  private readonly shortGroups = this.RULE(
    'shortGroups',
    (): ast.Expression[][] => {
      const groups: ast.Expression[][] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: T.Comma,
        DEF: () => {
          const group: ast.Expression[] = [];
          this.AT_LEAST_ONE(() => group.push(this.SUBRULE(this.sum)));
          groups.push(group);
        },
      });
      return groups;
    },
    strict,
  );

  // Tokens to nodes

  private settingWord(token: IToken): ast.SettingValue {
    return this.ACTION(() => ({ kind: 'word', ...wordOf(token) }));
  }

  private comma(token: IToken): ast.SettingValue {
    return this.ACTION(() => ({ kind: 'comma', span: spanOf(token) }));
  }

  private other(token: IToken): ast.SettingValue {
    return this.ACTION(() => ({ kind: 'other', span: spanOf(token) }));
  }

  private textLiteral(token: IToken): ast.StringArgument {
    return this.ACTION(() => ({
      kind: 'string',
      value: stringOf(token.image) ?? token.image.slice(1, -1),
      span: spanOf(token),
    }));
  }

  private requireEnd(): void {
    const next = this.LA(1);
    if (statementEnds.includes(next.tokenType)) return;
    this.fail(expected.end(next), next);
  }

  // Chevrotain would go on at anything that can start a statement; a new one starts after an end.

  protected flattenFollowSet(): TokenType[] {
    return statementEnds;
  }

  protected isInCurrentRuleReSyncSet(): boolean {
    return true;
  }
}

/** An argument in parentheses is one that stands alone: `bn(eps 1e-5)` is `bn eps 1e-5`. */
function sizeOf(part: ast.Expression): ast.Size {
  return { kind: 'size', parts: [part], span: part.span };
}

function trimmed(statements: readonly ast.Statement[], around: Span): Span {
  const [first, last] = [statements[0], statements.at(-1)];
  return first && last ? { start: first.span.start, end: last.span.end } : around;
}

/** Where a statement failed, as far as its exception tells. */
function failedAt(error: unknown): Span {
  const token = (error as IRecognitionException | undefined)?.token;
  const start = token === undefined || Number.isNaN(token.startOffset) ? 0 : token.startOffset;
  return { start, end: start };
}
