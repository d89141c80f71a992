// One use of a layer: from its matched arguments and what reaches it to what it makes.

import type { LayerStatement } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import { sizeOf } from '../graph/value.js';
import type {
  Arrival,
  BranchResult,
  Call,
  Inferred,
  LayerDefinition,
  WindowDefaults,
} from '../layers/definition.js';
import { written } from '../shapes/shape.js';
import type { Matched } from './arguments.js';
import { bareLayer, type CheckedLayer } from './checked-layer.js';
import { editorFor } from './editor.js';
import type { ReceptiveField } from './receptive-field.js';
import type { Flow, Sequence } from './sequence.js';

/** Beyond this a size is no whole number in float64, and no machine could address it. */
const mostElements = 2 ** 53;

export class LayerCall {
  private readonly definition: LayerDefinition;
  private readonly statement: LayerStatement;
  private readonly name: string;
  private readonly matched: Matched;
  private readonly source: Source;
  private readonly report: Report;

  constructor(
    definition: LayerDefinition,
    statement: LayerStatement,
    name: string,
    matched: Matched,
    { source, report }: { readonly source: Source; readonly report: Report },
  ) {
    this.definition = definition;
    this.statement = statement;
    this.name = name;
    this.matched = matched;
    this.source = source;
    this.report = report;
  }

  /** Undefined where the output cannot be known; mistakes are reported. */
  infer(before: Flow, branches: readonly Sequence[], defaults: WindowDefaults): Inferred | undefined {
    const results = this.matched.complete ? this.results(branches) : undefined;
    if (before.arrival === undefined || results === undefined) return this.ofAny();
    const inferred = this.definition.infer(this.call(before.arrival, results, defaults)) ?? this.ofAny();
    return inferred && this.addressable(inferred) ? inferred : undefined;
  }

  assemble(inferred: Inferred | undefined, field: ReceptiveField): CheckedLayer {
    return {
      ...bareLayer(this.statement, this.source, this.name, inferred?.output, field),
      kind: this.definition.word,
      weights: inferred?.weights ?? [],
      macs: inferred?.macs ?? 0,
      definition: this.definition,
      values: this.matched.values,
      plan: inferred?.plan,
    };
  }

  arrival(inferred: Inferred | undefined): Arrival | undefined {
    if (inferred === undefined) return undefined;
    const { output: shape, reach, explain, widen } = inferred;
    const { span: madeBy, word } = this.statement;
    return {
      shape,
      madeBy,
      maker: word.text,
      ...(reach && { reach }),
      ...(widen && { widen }),
      ...(explain && { explain }),
    };
  }

  /** A layer that makes any shape known again has an output even where its input is unknown. */
  private ofAny(): Inferred | undefined {
    const { written: given, values } = this.matched;
    const output = given.size > 0 ? this.definition.outputOfAny?.(values) : undefined;
    return output?.every((size) => size !== undefined) ? { output, plan: undefined } : undefined;
  }

  /** What the branches make; undefined where one is unknown. */
  private results(sequences: readonly Sequence[]): BranchResult[] | undefined {
    if (this.matched.branches !== undefined && sequences.length === 0) return undefined;
    const results: BranchResult[] = [];
    for (const { flow, layers } of sequences) {
      const last = layers.at(-1);
      if (flow.arrival === undefined || last === undefined) return undefined;
      results.push({ ...flow.arrival, span: last.span });
    }
    return results;
  }

  private call(input: Arrival, branches: readonly BranchResult[], defaults: WindowDefaults): Call {
    const { definition, statement, name, matched, source, report } = this;
    return {
      word: definition.word,
      name,
      values: matched.values,
      input,
      branches,
      defaults,
      statement,
      spanOf: (argument) => matched.spans.get(argument) ?? statement.span,
      isWritten: (argument) => matched.written.has(argument),
      edit: editorFor(statement, matched.written, matched.last, source),
      report,
    };
  }

  private addressable({ output, weights = [] }: Inferred): boolean {
    const sizes = [output, ...weights.map(({ shape }) => shape)];
    const worst = sizes.find((shape) => sizeOf(shape) > mostElements);
    if (worst === undefined) return true;
    const message = `${written(worst)} is more than 2^53 numbers, which no machine can address`;
    const help = 'make the map smaller before it, with strides or pools, or this layer';
    this.report({ code: 'CNN306', span: this.statement.span, message, help });
    return false;
  }
}
