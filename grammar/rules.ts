// The grammar, rule by rule, on Chevrotain (LL(1)). Each rule builds its node of the tree; a
// statement that cannot be read becomes an error node and parsing goes on at the next one.

import type { IToken } from 'chevrotain';
import type * as ast from './ast.js';
import { expected } from './expectations.js';
import { spanOf, strict, wordOf } from './nodes.js';
import { failedAt } from './recovering-parser.js';
import { SizeRules } from './size-rules.js';
import type { Span } from './source.js';
import { mostMistakes } from './syntax-error.js';
import * as T from './tokens.js';

export class Rules extends SizeRules {
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
      losesUse: false,
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
        { ALT: () => this.SUBRULE(this.use) },
        { ALT: () => this.SUBRULE(this.block) },
        { ALT: () => this.SUBRULE(this.repeat) },
        { ALT: () => this.SUBRULE(this.conditional) },
        { ALT: () => this.SUBRULE(this.from) },
        { ALT: () => this.SUBRULE(this.output) },
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
      this.MANY({
        GATE: () => this.unread < mostMistakes,
        DEF: () => {
          this.OR([
            { ALT: () => this.CONSUME(T.NewLine) },
            { ALT: () => this.CONSUME(T.Semicolon) },
            { ALT: () => this.addSetting(settings, this.SUBRULE(this.setting)) },
          ]);
        },
      });
      this.CONSUME(T.RightBrace);
      return this.ACTION(() => ({ kind: 'train', word: wordOf(first), settings, span: this.since(first) }));
    },
    strict,
  );

  /** One that cannot be read is left out, and the others are still looked at. */
  private readonly setting = this.RULE(
    'setting',
    (): ast.Setting | undefined => {
      const word = this.CONSUME(T.Word);
      const values: ast.SettingValue[] = [];
      this.MANY(() => {
        const plain = this.ACTION(() => this.plainSize());
        values.push(
          plain
            ? settingValue(plain)
            : this.OR<ast.SettingValue>([
                { ALT: () => this.settingSize(this.SUBRULE(this.size)) },
                { ALT: () => this.textLiteral(this.CONSUME(T.Text)) },
                { ALT: () => this.comma(this.CONSUME(T.Comma)) },
                { ALT: () => this.other(this.CONSUME(T.Unsettled)) },
              ]),
        );
      });
      this.ACTION(() => this.requireEnd());
      return this.ACTION(() => ({ word: wordOf(word), values, span: this.since(word) }));
    },
    {
      recoveryValueFunc: () => {
        this.unread++;
        return undefined;
      },
    },
  );

  private addSetting(settings: ast.Setting[], setting: ast.Setting | undefined): void {
    this.ACTION(() => setting && settings.push(setting));
  }

  private readonly claim = this.RULE(
    'claim',
    (): ast.ClaimStatement => {
      const first = this.CONSUME(T.Arrow);
      const size = this.ACTION(() => this.plainSize()) ?? this.SUBRULE(this.size);
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
      this.MANY(() => given.push(this.ACTION(() => this.plainSize()) ?? this.SUBRULE(this.argument)));
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
              claims.push(this.ACTION(() => this.plainSize()) ?? this.SUBRULE(this.size));
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

  // Blocks and what decides which statements count

  private readonly use = this.RULE(
    'use',
    (): ast.UseStatement => {
      const first = this.CONSUME(T.Use);
      const path = this.textLiteral(this.CONSUME(T.Text));
      return this.ACTION(() => ({
        kind: 'use',
        path: path.value,
        pathSpan: path.span,
        span: this.since(first),
      }));
    },
    strict,
  );

  private readonly block = this.RULE(
    'block',
    (): ast.BlockStatement => {
      const first = this.CONSUME(T.Block);
      const name = this.CONSUME(T.Name);
      let parameters: ast.BlockParameter[] = [];
      this.OPTION(() => {
        this.OR([
          { ALT: () => this.CONSUME(T.CallParenthesis) },
          { ALT: () => this.CONSUME(T.LeftParenthesis) },
        ]);
        parameters = this.SUBRULE(this.blockParameters);
        this.CONSUME(T.RightParenthesis);
      });
      const body = this.SUBRULE(this.body);
      return this.ACTION(() => ({
        kind: 'block',
        name: wordOf(name),
        parameters,
        body,
        span: this.since(first),
      }));
    },
    strict,
  );

  private readonly blockParameters = this.RULE(
    'blockParameters',
    (): ast.BlockParameter[] => {
      const parameters: ast.BlockParameter[] = [];
      this.MANY_SEP({
        SEP: T.Comma,
        DEF: () => {
          const name = this.CONSUME(T.Name);
          let fallback: ast.Size | undefined;
          this.OPTION(() => {
            this.CONSUME(T.Equals);
            fallback = this.SUBRULE(this.size);
          });
          this.ACTION(() => parameters.push({ name: wordOf(name), fallback }));
        },
      });
      return parameters;
    },
    strict,
  );

  private readonly repeat = this.RULE(
    'repeat',
    (): ast.RepeatStatement => {
      const first = this.CONSUME(T.Repeat);
      const count = this.SUBRULE(this.sum);
      let counter: IToken | undefined;
      this.OPTION(() => {
        this.CONSUME(T.As);
        counter = this.CONSUME(T.Name);
      });
      const body = this.SUBRULE(this.body);
      return this.ACTION(() => ({
        kind: 'repeat',
        count,
        counter: counter && wordOf(counter),
        body,
        span: this.since(first),
      }));
    },
    strict,
  );

  private readonly conditional = this.RULE(
    'conditional',
    (): ast.IfStatement => {
      const first = this.CONSUME(T.If);
      const cases: ast.IfCase[] = [this.SUBRULE(this.ifCase)];
      let otherwise: ast.Body | undefined;
      this.MANY({
        GATE: () => otherwise === undefined,
        DEF: () => {
          this.CONSUME(T.Else);
          this.OR([
            {
              ALT: () => {
                this.CONSUME2(T.If);
                cases.push(this.SUBRULE2(this.ifCase));
              },
            },
            { ALT: () => (otherwise = this.SUBRULE(this.body)) },
          ]);
        },
      });
      return this.ACTION(() => ({ kind: 'if', cases, otherwise, span: this.since(first) }));
    },
    strict,
  );

  private readonly ifCase = this.RULE(
    'ifCase',
    (): ast.IfCase => {
      const condition = this.SUBRULE(this.condition);
      const body = this.SUBRULE(this.body);
      return { condition, body };
    },
    strict,
  );

  private readonly body = this.RULE(
    'body',
    (): ast.Body => {
      const first = this.CONSUME(T.LeftBrace);
      const statements = this.SUBRULE(this.statements);
      this.CONSUME(T.RightBrace);
      return this.ACTION(() => ({ statements, span: this.since(first) }));
    },
    strict,
  );

  private readonly from = this.RULE(
    'from',
    (): ast.FromStatement => {
      const first = this.CONSUME(T.From);
      const name = this.CONSUME(T.Name);
      return this.ACTION(() => ({ kind: 'from', name: wordOf(name), span: this.since(first) }));
    },
    strict,
  );

  private readonly output = this.RULE(
    'output',
    (): ast.OutputStatement => {
      const first = this.CONSUME(T.Output);
      const names: ast.Word[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: T.Comma,
        DEF: () => {
          const name = this.CONSUME(T.Name);
          this.ACTION(() => names.push(wordOf(name)));
        },
      });
      return this.ACTION(() => ({ kind: 'output', names, span: this.since(first) }));
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

  private settingSize(size: ast.Size): ast.SettingValue {
    return this.ACTION(() => settingValue(size));
  }

  private comma(token: IToken): ast.SettingValue {
    return this.ACTION(() => ({ kind: 'comma', span: spanOf(token) }));
  }

  private other(token: IToken): ast.SettingValue {
    return this.ACTION(() => ({ kind: 'other', text: token.image, span: spanOf(token) }));
  }
}

/** An argument in parentheses is one that stands alone: `bn(eps 1e-5)` is `bn eps 1e-5`. */
function sizeOf(part: ast.Expression): ast.Size {
  return { kind: 'size', parts: [part], span: part.span };
}

function settingValue(size: ast.Size): ast.SettingValue {
  const [part] = size.parts;
  if (size.parts.length > 1 || part.kind === 'range' || part.kind === 'wildcard') return size;
  return part.kind === 'name' ? { kind: 'word', text: part.name, span: part.span } : part;
}

function trimmed(statements: readonly ast.Statement[], around: Span): Span {
  const [first, last] = [statements[0], statements.at(-1)];
  return first && last ? { start: first.span.start, end: last.span.end } : around;
}
