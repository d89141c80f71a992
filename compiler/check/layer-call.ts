// One use of a layer: from its matched arguments and what reaches it to what it makes.

import type { Source } from '../../grammar/source.js';
import type { Candidate } from '../diagnostics/draft.js';
import { sizeOf, type Shape } from '../graph/value.js';
import type { Arrival, BranchResult, Inferred } from '../layers/definition.js';
import { written } from '../shapes/shape.js';
import { resultOf } from './branches.js';
import { bareLayer, none, type LayerInput, type LayerInTheMaking } from './checked-layer.js';
import { OpenCall, type CallStart } from './open-call.js';
import type { Sequence } from './sequence.js';

/** Beyond this a size is no whole number in float64, and no machine could address it. */
const mostElements = 2 ** 53;

export class LayerCall {
  private readonly start: CallStart;

  constructor(start: CallStart) {
    this.start = start;
  }

  /** Undefined where the output cannot be known; mistakes are reported. */
  infer(sequence: Sequence, branches: readonly Sequence[]): Inferred | undefined {
    const { definition, matched } = this.start;
    const { arrival } = sequence.flow;
    const results = matched.complete ? this.results(branches) : undefined;
    if (arrival === undefined || results === undefined) return this.ofAny();
    const call = new OpenCall(this.start, arrival, results, sequence);
    const inferred = definition.infer(call) ?? this.ofAny();
    call.letGo();
    return inferred && this.addressable(inferred) ? inferred : undefined;
  }

  assemble(inferred: Inferred | undefined, at: LayerInput): LayerInTheMaking {
    const { definition, statement, source, name, matched } = this.start;
    const layer = bareLayer(statement, source, name, inferred?.output, at, matched.texts);
    layer.kind = definition.word;
    layer.definition = definition;
    layer.values = matched.values;
    if (inferred === undefined) return layer;
    layer.weights = inferred.weights ?? none;
    layer.macs = inferred.macs ?? 0;
    layer.plan = inferred.plan;
    return layer;
  }

  arrival(inferred: Inferred | undefined): Arrival | undefined {
    if (inferred === undefined) return undefined;
    const { output: shape, reach, explain, widen } = inferred;
    const { statement, source } = this.start;
    const { span, word } = statement;
    return {
      shape,
      madeBy: { source, span },
      maker: word.text,
      reach: reach && ((target) => inText(reach(target), source)),
      widen: widen && ((target) => inText(widen(target), source)),
      explain,
    };
  }

  /** A layer that makes any shape known again has an output even where its input is unknown. */
  private ofAny(): Inferred | undefined {
    const { written: given, values } = this.start.matched;
    const output = given.size > 0 ? this.start.definition.outputOfAny?.(values) : undefined;
    return output?.every((size) => size !== undefined) ? { output, plan: undefined } : undefined;
  }

  /** What the branches make; undefined where one is unknown. */
  private results(sequences: readonly Sequence[]): readonly BranchResult[] | undefined {
    if (sequences.length === 0) return this.start.matched.branches === undefined ? none : undefined;
    const results: BranchResult[] = [];
    for (const sequence of sequences) {
      const result = resultOf(sequence);
      if (result === undefined) return undefined;
      results.push(result);
    }
    return results;
  }

  private addressable({ output, weights = none }: Inferred): boolean {
    const isVast = (shape: Shape): boolean => sizeOf(shape) > mostElements;
    const worst = isVast(output) ? output : weights.find(({ shape }) => isVast(shape))?.shape;
    if (worst === undefined) return true;
    const message = `${written(worst)} is more than 2^53 numbers, which no machine can address`;
    const help = 'make the map smaller before it, with strides or pools, or this layer';
    this.start.report({ code: 'CNN306', span: this.start.statement.span, message, help });
    return false;
  }
}

/** Remedies are edits of the text in which the layer stands. */
function inText(candidates: readonly Candidate[], source: Source): Candidate[] {
  return candidates.map((candidate) => ({ source, ...candidate }));
}
