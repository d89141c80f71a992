// Statements as they are after text before them has grown or shrunk. Kind by kind, which is several times as
// fast as copying whatever an object holds: after each letter that someone types half a text is copied.

import * as ast from './ast.js';
import type { Span } from './source.js';

/** Copies in which every span lies `by` further on. */
export function shiftedStatements(
  statements: readonly ast.Statement[],
  by: number,
): readonly ast.Statement[] {
  const shift = new Shift(by);
  return statements.map((statement) => shift.statement(statement));
}

class Shift {
  private readonly by: number;

  constructor(by: number) {
    this.by = by;
  }

  statement(node: ast.Statement): ast.Statement {
    const span = this.span(node.span);
    switch (node.kind) {
      case 'layer':
        return {
          kind: node.kind,
          word: this.word(node.word),
          arguments: node.arguments.map((argument) => this.argument(argument)),
          name: node.name && this.word(node.name),
          claims: node.claims.map((claim) => this.size(claim)),
          span,
        };
      case 'claim':
        return { kind: node.kind, size: this.size(node.size), span };
      case 'model':
      case 'from':
        return { kind: node.kind, name: this.word(node.name), span };
      case 'output':
        return { kind: node.kind, names: node.names.map((name) => this.word(name)), span };
      case 'param':
        return { kind: node.kind, name: this.word(node.name), value: this.expression(node.value), span };
      case 'expect':
        return { ...node, metric: this.word(node.metric), value: this.expression(node.value), span };
      case 'train':
        return {
          ...node,
          word: this.word(node.word),
          settings: node.settings.map((each) => this.setting(each)),
          span,
        };
      case 'use':
        return { kind: node.kind, path: node.path, pathSpan: this.span(node.pathSpan), span };
      case 'block':
        return {
          kind: node.kind,
          name: this.word(node.name),
          parameters: node.parameters.map((parameter) => this.parameter(parameter)),
          body: this.body(node.body),
          span,
        };
      case 'repeat':
        return {
          kind: node.kind,
          count: this.expression(node.count),
          counter: node.counter && this.word(node.counter),
          body: this.body(node.body),
          span,
        };
      case 'if':
        return {
          kind: node.kind,
          cases: node.cases.map(({ condition, body }) => ({
            condition: this.expression(condition),
            body: this.body(body),
          })),
          otherwise: node.otherwise && this.body(node.otherwise),
          span,
        };
      case 'error':
        return { kind: node.kind, span };
    }
  }

  private span({ start, end }: Span): Span {
    return { start: start + this.by, end: end + this.by };
  }

  private word({ text, span }: ast.Word): ast.Word {
    return { text, span: this.span(span) };
  }

  private setting({ word, values, span }: ast.Setting): ast.Setting {
    return {
      word: this.word(word),
      values: values.map((each) => this.settingValue(each)),
      span: this.span(span),
    };
  }

  private settingValue(node: ast.SettingValue): ast.SettingValue {
    if (node.kind === 'size') return this.size(node);
    if (ast.isCalculated(node)) return this.expression(node) as typeof node;
    return { ...node, span: this.span(node.span) };
  }

  private parameter({ name, fallback }: ast.BlockParameter): ast.BlockParameter {
    return { name: this.word(name), fallback: fallback && this.size(fallback) };
  }

  private body({ statements, span }: ast.Body): ast.Body {
    return { statements: statements.map((each) => this.statement(each)), span: this.span(span) };
  }

  private argument(node: ast.Argument): ast.Argument {
    if (node.kind === 'size') return this.size(node);
    const { kind } = node;
    const span = this.span(node.span);
    if (kind === 'string') return { kind, value: node.value, span };
    if (kind === 'named') return { kind, name: this.word(node.name), value: this.size(node.value), span };
    if (kind === 'short-branches') return { kind, groups: this.groups(node.groups), span };
    return { kind, branches: node.branches.map((branch) => this.branch(branch)), span };
  }

  private branch({ kind, statements, span }: ast.Branch): ast.Branch {
    return { kind, statements: statements.map((each) => this.statement(each)), span: this.span(span) };
  }

  private size({ kind, parts, span }: ast.Size): ast.Size {
    return { kind, parts: parts.map((part) => this.part(part)), span: this.span(span) };
  }

  private part(node: ast.SizePart): ast.SizePart {
    const { kind } = node;
    if (kind === 'wildcard') return { kind, span: this.span(node.span) };
    if (kind !== 'range') return this.expression(node);
    return {
      kind,
      from: this.expression(node.from),
      to: this.expression(node.to),
      span: this.span(node.span),
    };
  }

  private groups(groups: readonly (readonly ast.Expression[])[]): ast.Expression[][] {
    return groups.map((group) => group.map((value) => this.expression(value)));
  }

  private expression(node: ast.Expression): ast.Expression {
    const span = this.span(node.span);
    switch (node.kind) {
      case 'number':
        return { kind: node.kind, value: node.value, span };
      case 'name':
        return { kind: node.kind, name: node.name, span };
      case 'in':
        return { kind: node.kind, property: node.property, span };
      case 'call':
        return { kind: node.kind, name: this.word(node.name), arguments: this.groups(node.arguments), span };
      case 'chain':
        return { ...node, operands: node.operands.map((operand) => this.expression(operand)), span };
      case 'unary':
        return { ...node, operand: this.expression(node.operand), span };
      case 'group':
        return { kind: node.kind, inner: this.expression(node.inner), span };
    }
  }
}
