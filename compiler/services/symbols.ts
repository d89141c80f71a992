// The outline of a text: what it declares and which layers it is made of.

import type { IfStatement, LayerStatement, Statement, TrainStatement } from '../../grammar/ast.js';
import { bareWord } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import { outputOf, textWithoutBranches } from '../check/checked-layer.js';
import { written } from '../shapes/shape.js';
import type { Analysis } from '../compile.js';

export type SymbolKind =
  | 'model'
  | 'parameter'
  | 'block'
  | 'input'
  | 'layer'
  | 'value'
  | 'repeat'
  | 'condition'
  | 'branch'
  | 'use'
  | 'budget'
  | 'training'
  | 'setting'
  | 'output';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  /** Within `span`. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

/** In the order of the text. Layers outside blocks show what they make, in a `repeat` what the last round makes. */
export function symbols({ file, source, network }: Analysis): readonly DocumentSymbol[] {
  const outputs = new Map<number, string>();
  for (const layer of network.layers) {
    const output = layer.source === source && layer.calls.length === 0 ? outputOf(layer) : undefined;
    if (output) outputs.set(layer.span.start, written(output));
  }
  return new Outline(source, outputs).all(file.statements);
}

class Outline {
  private readonly source: Source;
  private readonly outputs: ReadonlyMap<number, string>;

  constructor(source: Source, outputs: ReadonlyMap<number, string>) {
    this.source = source;
    this.outputs = outputs;
  }

  all(statements: readonly Statement[]): readonly DocumentSymbol[] {
    return statements.flatMap((statement) => this.of(statement));
  }

  private of(statement: Statement): readonly DocumentSymbol[] {
    const { span } = statement;
    switch (statement.kind) {
      case 'model':
        return [symbol('model', statement.name.text, span, statement.name.span)];
      case 'param': {
        const { name, value } = statement;
        return [symbol('parameter', name.text, span, name.span, { detail: this.text(value.span) })];
      }
      case 'use':
        return [symbol('use', statement.path || '""', span, statement.pathSpan)];
      case 'block': {
        const { name, parameters, body } = statement;
        const own = parameters.map((each) => {
          const end = each.fallback?.span.end ?? each.name.span.end;
          const detail = each.fallback && this.text(each.fallback.span);
          return symbol('parameter', each.name.text, { start: each.name.span.start, end }, each.name.span, {
            detail,
          });
        });
        return [
          symbol('block', name.text, span, name.span, { children: [...own, ...this.all(body.statements)] }),
        ];
      }
      case 'layer':
        return [this.layer(statement)];
      case 'repeat': {
        const head = { start: span.start, end: (statement.counter?.span ?? statement.count.span).end };
        return [
          symbol('repeat', this.text(head), span, head, { children: this.all(statement.body.statements) }),
        ];
      }
      case 'if':
        return this.cases(statement);
      case 'expect': {
        const head = { start: statement.metric.span.start, end: span.end };
        return [symbol('budget', this.text(head), span, head)];
      }
      case 'train':
        return [this.training(statement)];
      case 'from':
        return [symbol('layer', this.text(span), span, statement.name.span)];
      case 'output':
        return [
          symbol('output', this.text(span), span, { start: span.start, end: span.start + 'output'.length }),
        ];
      case 'claim':
      case 'error':
        return [];
    }
  }

  /** A value goes by its name, any other layer by what is written. */
  private layer(statement: LayerStatement): DocumentSymbol {
    const { word, span, arguments: given } = statement;
    const [first] = given;
    const isInput = word.text === 'input';
    const name =
      statement.name ?? (isInput && first?.kind === 'size' && given.length > 1 ? bareWord(first) : undefined);
    const text = textWithoutBranches(statement, this.source);
    const made = this.outputs.get(span.start);
    const kind = isInput ? 'input' : name ? 'value' : 'layer';
    const detail = name ? text : isInput ? undefined : made;
    return symbol(kind, name?.text ?? text, span, (name ?? word).span, {
      detail,
      children: this.branches(statement),
    });
  }

  private branches({ arguments: given }: LayerStatement): readonly DocumentSymbol[] {
    const branches = given.flatMap((argument) => (argument.kind === 'branches' ? argument.branches : []));
    if (branches.length === 1) return this.all(branches[0].statements);
    return branches.map(({ statements, span }, i) =>
      symbol('branch', `branch ${i + 1}`, span, span, { children: this.all(statements) }),
    );
  }

  private cases({ cases, otherwise, span }: IfStatement): readonly DocumentSymbol[] {
    const written = cases.map(({ condition, body }, i) => {
      const name = `${i === 0 ? 'if' : 'else if'} ${this.text(condition.span)}`;
      const start = i === 0 ? span.start : condition.span.start;
      const children = this.all(body.statements);
      return symbol('condition', name, { start, end: body.span.end }, condition.span, { children });
    });
    if (otherwise === undefined) return written;
    const opening = { start: otherwise.span.start, end: otherwise.span.start + 1 };
    const children = this.all(otherwise.statements);
    return [...written, symbol('condition', 'else', otherwise.span, opening, { children })];
  }

  private training({ word, settings, span }: TrainStatement): DocumentSymbol {
    const children = settings.map((setting) => {
      const detail = this.text({ start: setting.word.span.end, end: setting.span.end });
      return symbol('setting', setting.word.text, setting.span, setting.word.span, { detail });
    });
    return symbol('training', word.text, span, word.span, { children });
  }

  /** On one line, and no longer than an outline is wide. */
  private text(span: Span): string {
    const line = this.source.slice(span).replace(/\s+/g, ' ').trim();
    return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
  }
}

const longest = 60;

function symbol(
  kind: SymbolKind,
  name: string,
  span: Span,
  nameSpan: Span,
  {
    detail,
    children = [],
  }: { readonly detail?: string | undefined; readonly children?: readonly DocumentSymbol[] } = {},
): DocumentSymbol {
  return { name, kind, span, nameSpan, children, ...(detail !== undefined && detail !== '' && { detail }) };
}
