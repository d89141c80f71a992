// One use of a layer: from its matched arguments and what reaches it to what it makes.

import type { LayerStatement } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { Candidate, Report } from '../diagnostics/draft.js';
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
import { bareLayer, type CheckedLayer, type LayerInput } from './checked-layer.js';
import { editorFor } from './editor.js';
import { resultOf } from './branches.js';
import type { Flow, Peer, Sequence } from './sequence.js';
import { originOf, pathTo } from './size-path.js';

/** Beyond this a size is no whole number in float64, and no machine could address it. */
const mostElements = 2 ** 53;

/** Where a layer stands, and what is claimed of it. */
export interface LayerPlace {
  readonly source: Source;
  readonly report: Report;
  readonly claimed: Call['claimed'];
}

export class LayerCall {
  private readonly definition: LayerDefinition;
  private readonly statement: LayerStatement;
  private readonly name: string;
  private readonly matched: Matched;
  private readonly source: Source;
  private readonly report: Report;
  private readonly claimed: Call['claimed'];

  constructor(
    definition: LayerDefinition,
    statement: LayerStatement,
    name: string,
    matched: Matched,
    { source, report, claimed }: LayerPlace,
  ) {
    this.definition = definition;
    this.statement = statement;
    this.name = name;
    this.matched = matched;
    this.source = source;
    this.report = report;
    this.claimed = claimed;
  }

  /** Undefined where the output cannot be known; mistakes are reported. */
  infer({ flow, defaults, peer }: Sequence, branches: readonly Sequence[]): Inferred | undefined {
    const results = this.matched.complete ? this.results(branches) : undefined;
    if (flow.arrival === undefined || results === undefined) return this.ofAny();
    const call = this.call(flow.arrival, flow, results, defaults, peer);
    const inferred = this.definition.infer(call) ?? this.ofAny();
    letGo(call);
    return inferred && this.addressable(inferred) ? inferred : undefined;
  }

  assemble(inferred: Inferred | undefined, at: LayerInput): CheckedLayer {
    return {
      ...bareLayer(this.statement, this.source, this.name, inferred?.output, at, this.matched.texts),
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
    const { span, word } = this.statement;
    const { source } = this;
    return {
      shape,
      madeBy: { source, span },
      maker: word.text,
      ...(reach && { reach: (target) => inText(reach(target), source) }),
      ...(widen && { widen: (target) => inText(widen(target), source) }),
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
    for (const sequence of sequences) {
      const result = resultOf(sequence);
      if (result === undefined) return undefined;
      results.push(result);
    }
    return results;
  }

  private call(
    input: Arrival,
    { layer, certain }: Flow,
    branches: readonly BranchResult[],
    defaults: WindowDefaults,
    peer: Peer | undefined,
  ): OpenCall {
    const { definition, statement, name, matched, source, report, claimed } = this;
    return {
      word: definition.word,
      name,
      values: matched.values,
      input,
      path: () => pathTo(layer, certain),
      origin: () => originOf(layer),
      branches,
      peer: peer?.result,
      isPeerUnknown: peer !== undefined && peer.result === undefined,
      claimed,
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

/** A call whose inputs can still be let go. */
type OpenCall = { -readonly [K in keyof Call]: Call[K] };

/** Remedies keep a call for later; by its inputs it would keep every call before it, too. */
function letGo(call: OpenCall): void {
  call.input = bare(call.input);
  call.path = () => [];
  call.origin = () => undefined;
  call.branches = call.branches.map(bareBranch);
  call.peer &&= bareBranch(call.peer);
  call.claimed = () => undefined;
}

function bare<A extends Arrival>(arrival: A): A {
  return { ...arrival, reach: undefined, widen: undefined, explain: undefined };
}

function bareBranch<B extends BranchResult>(branch: B): B {
  return { ...bare(branch), path: () => [] };
}

/** Remedies are edits of the text in which the layer stands. */
function inText(candidates: readonly Candidate[], source: Source): Candidate[] {
  return candidates.map((candidate) => ({ source, ...candidate }));
}
