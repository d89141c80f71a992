// Walks the statements of a network, layer by layer, with the value that flows from one to the
// next. After a shape error that value is unknown, and stays silent until a claim or a layer that
// makes any shape known again: one mistake, one message.

import type { LaterStatement, LayerStatement, Statement } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import type { Inferred, LayerDefinition, WindowDefaults } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import type { NamedShape } from '../model.js';
import { matchArguments, type MatchedSuffix } from './arguments.js';
import { BranchChecker } from './branches.js';
import { bareLayer, type CheckedLayer } from './checked-layer.js';
import { checkClaim } from './claim.js';
import { InputChecker } from './input.js';
import { laterStatement } from './later.js';
import { LayerCall } from './layer-call.js';
import { grown, nothingSeen, widest, type ReceptiveField } from './receptive-field.js';
import type { Scope } from './scope.js';
import { NameScope, Sequence } from './sequence.js';
import { unknownLayer } from './unknown-layer.js';

const plainDefaults: WindowDefaults = { padding: 'valid', poolStride: 'window' };

export interface CheckedNetwork {
  readonly inputs: readonly NamedShape[];
  readonly layers: readonly CheckedLayer[];
  /** What the last layer makes; undefined where it is unknown. */
  readonly output: Shape | undefined;
}

export class NetworkChecker {
  private readonly source: Source;
  private readonly scope: Scope;
  private readonly report: Report;
  private readonly place: { readonly source: Source; readonly report: Report };
  private readonly network = new Sequence(
    { arrival: undefined, field: nothingSeen },
    plainDefaults,
    new NameScope(''),
  );
  private readonly input: InputChecker;
  private readonly branches: BranchChecker;
  /** Words that `block` or a file behind `use` may declare: nothing is said of them. */
  private readonly blocks: ReadonlySet<string> | 'any';

  constructor(source: Source, scope: Scope, report: Report, statements: readonly Statement[]) {
    this.source = source;
    this.scope = scope;
    this.report = report;
    this.place = { source, report };
    this.input = new InputChecker(report);
    this.blocks = blocksOf(statements);
    this.branches = new BranchChecker({
      source,
      scope,
      report,
      check: (statement, sequence) => this.statement(statement, sequence),
      claim: (claims, sequence) => this.claim(claims, sequence),
    });
  }

  /** One statement of the file; those that are no part of the network are none of its business. */
  add(statement: Statement): void {
    this.statement(statement, this.network);
  }

  finish(): CheckedNetwork {
    const { layers: checked, flow } = this.network;
    return { inputs: this.input.found, layers: checked, output: flow.arrival?.shape };
  }

  private statement(statement: Statement, sequence: Sequence): void {
    if (statement.kind === 'layer') this.layer(statement, sequence);
    else if (statement.kind === 'claim') this.claim([statement.size], sequence);
    else if (statement.kind === 'later') this.later(statement, sequence);
    else if (statement.kind === 'error') this.forget(sequence);
  }

  private forget(sequence: Sequence): void {
    sequence.forget();
    this.input.mayBeMissing();
  }

  private later(statement: LaterStatement, sequence: Sequence): void {
    this.report(laterStatement(statement));
    this.forget(sequence);
  }

  private layer(statement: LayerStatement, sequence: Sequence): void {
    const { word } = statement;
    if (word.text === 'input') return this.takeInput(statement, sequence);
    const definition = layers.get(word.text);
    if (definition === undefined) return this.unknown(statement, sequence);
    if (!this.input.isThere(statement)) this.forget(sequence);
    const layer = this.check(definition, statement, sequence);
    sequence.layers.push(layer);
    this.claim(statement.claims, sequence);
    if (statement.name) this.scope.declareValue(statement.name, layer);
  }

  private takeInput(statement: LayerStatement, sequence: Sequence): void {
    const found = this.input.take(statement, this.surroundings(undefined), sequence === this.network);
    if (found === 'refused') return;
    this.forget(sequence);
    if (found === undefined) return;
    const { shape, name, word, field } = found;
    sequence.flow = { arrival: { shape, madeBy: statement.span, maker: 'input' }, field };
    sequence.layers.push(bareLayer(statement, this.source, name, shape, field));
    if (word) this.scope.declareValue(word, sequence.layers.at(-1));
    this.claim(statement.claims, sequence);
  }

  private unknown(statement: LayerStatement, sequence: Sequence): void {
    const { word, name } = statement;
    const silent = this.blocks === 'any' || this.blocks.has(word.text) || this.scope.isLost(word.text);
    if (!silent) this.report(unknownLayer(word, this.scope.valueNames));
    this.forget(sequence);
    this.claim(statement.claims, sequence);
    if (name) this.scope.declareValue(name, undefined);
  }

  private surroundings(input: Shape | undefined) {
    const textOf = (node: { readonly span: Span }): string => this.source.slice(node.span);
    return { scope: this.scope, input, report: this.report, textOf };
  }

  /** Matches, infers and grows the flow; the layer's output is undefined where something failed. */
  private check(definition: LayerDefinition, statement: LayerStatement, sequence: Sequence): CheckedLayer {
    const { flow, defaults } = sequence;
    const name = sequence.names.nameOf(statement.word.text, statement.name);
    const matched = matchArguments(definition, statement, this.surroundings(flow.arrival?.shape));
    const branches = this.branches.sequences(definition, matched.branches, name, sequence);
    const call = new LayerCall(definition, statement, name, matched, this.place);
    const inferred = call.infer(flow, branches, defaults);
    const field = fieldAfter(flow.field, branches, inferred);
    sequence.flow = { arrival: call.arrival(inferred), field };
    const suffixes = matched.suffixes.map((suffix) => this.suffix(suffix, name, sequence));
    const own = call.assemble(inferred, field);
    return { ...own, suffixes, branches: branches.map((branch) => branch.layers) };
  }

  /** `bn` and the activation at the end of a layer keep its shape, and with it what its sizes came from. */
  private suffix(
    { definition, word, matched }: MatchedSuffix,
    owner: string,
    sequence: Sequence,
  ): CheckedLayer {
    const place = {
      kind: 'layer' as const,
      word,
      arguments: [],
      name: undefined,
      claims: [],
      span: word.span,
    };
    const call = new LayerCall(definition, place, `${owner}.${word.text}`, matched, this.place);
    const inferred = call.infer(sequence.flow, [], sequence.defaults);
    if (inferred === undefined) sequence.forget();
    return call.assemble(inferred, sequence.flow.field);
  }

  private claim(claims: LayerStatement['claims'], sequence: Sequence): void {
    for (const claim of claims) {
      const layer = sequence.layers.at(-1);
      const { arrival } = sequence.flow;
      const subject = { text: layer?.text ?? 'this', name: layer?.name ?? '', arrival };
      const around = { ...this.surroundings(arrival?.shape), rank: this.input.rank };
      sequence.flow = { ...sequence.flow, arrival: checkClaim(claim, subject, around) };
    }
  }
}

function fieldAfter(
  before: ReceptiveField,
  branches: readonly Sequence[],
  inferred: Inferred | undefined,
): ReceptiveField {
  const field = branches.length === 0 ? before : widest(branches.map(({ flow }) => flow.field));
  return inferred === undefined ? field : grown(field, inferred);
}

function blocksOf(statements: readonly Statement[]): ReadonlySet<string> | 'any' {
  const later = statements.filter((statement) => statement.kind === 'later');
  if (later.some(({ word }) => word.text === 'use')) return 'any';
  return new Set(later.flatMap(({ name }) => name?.text ?? []));
}
