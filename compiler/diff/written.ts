// What a text says beside its layers: params, budgets and claims, as written.

import type { BlockStatement, ExpectStatement, LayerStatement, Statement } from '../../grammar/ast.js';
import { parse } from '../../grammar/parser.js';
import type { Source, Span } from '../../grammar/source.js';
import { textWithoutBranches } from '../check/checked-layer.js';

/** A claim with the statement that it is about. */
export interface WrittenClaim {
  readonly source: Source;
  /** Where the statement stands. */
  readonly start: number;
  /** The statement: a layer or a block's call, without its branches. */
  readonly of: string;
  /** `28x28x6` */
  readonly text: string;
}

export interface WrittenBudget {
  readonly metric: string;
  /** `parameters < 65k` */
  readonly text: string;
}

export interface Written {
  readonly params: ReadonlyMap<string, string>;
  readonly budgets: readonly WrittenBudget[];
  /** Of this text and of those behind its `use`s. */
  readonly claims: readonly WrittenClaim[];
  /** Layers as written, before calls and rounds gave numbers to their names. */
  readonly statements: ReadonlyMap<Source, ReadonlyMap<number, string>>;
}

export function readWritten(source: Source, used: readonly Source[]): Written {
  const { statements } = parse(source).file;
  const ofKind = <K extends Statement['kind']>(kind: K): Extract<Statement, { kind: K }>[] =>
    statements.filter((each): each is Extract<Statement, { kind: K }> => each.kind === kind);
  const texts = [source, ...new Set(used)].map((each) => new StatementReader(each));
  const file = texts[0];
  file.read(statements);
  for (const other of texts.slice(1)) other.read(parse(other.source).file.statements);
  return {
    params: new Map(ofKind('param').map((param) => [param.name.text, file.textOf(param.value.span)])),
    budgets: ofKind('expect').map((budget) => budgetOf(budget, file)),
    claims: texts.flatMap(({ claims }) => claims),
    statements: new Map(texts.map((each) => [each.source, each.statements])),
  };
}

function budgetOf({ metric, operator, value }: ExpectStatement, reader: StatementReader): WrittenBudget {
  return { metric: metric.text, text: `${metric.text} ${operator} ${reader.textOf(value.span)}` };
}

/** Walks the statements of one text. */
class StatementReader {
  readonly source: Source;
  readonly claims: WrittenClaim[] = [];
  readonly statements = new Map<number, string>();
  /** The last layer, which a claim on a line of its own is about. */
  private last = { start: 0, of: '' };

  constructor(source: Source) {
    this.source = source;
  }

  /** On one line, without comments. */
  textOf(span: Span): string {
    return this.source.slice(span).replace(/#.*/g, '').replace(/\s+/g, ' ').trim();
  }

  read(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    if (statement.kind === 'layer') this.layer(statement);
    else if (statement.kind === 'claim') this.claim(statement.size.span);
    else for (const body of bodiesOf(statement)) this.read(body.statements);
  }

  private layer(statement: LayerStatement): void {
    for (const argument of statement.arguments)
      if (argument.kind === 'branches') for (const { statements } of argument.branches) this.read(statements);
    const of = textWithoutBranches(statement, this.source);
    this.last = { start: statement.span.start, of };
    this.statements.set(statement.span.start, of);
    for (const { span } of statement.claims) this.claim(span);
  }

  private claim(span: Span): void {
    this.claims.push({ source: this.source, ...this.last, text: this.textOf(span) });
  }
}

function bodiesOf(statement: Statement): readonly BlockStatement['body'][] {
  if (statement.kind === 'block' || statement.kind === 'repeat') return [statement.body];
  if (statement.kind !== 'if') return [];
  const bodies = statement.cases.map(({ body }) => body);
  return statement.otherwise ? [...bodies, statement.otherwise] : bodies;
}
