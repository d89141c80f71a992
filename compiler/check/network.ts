// Walks the statements of a network, layer by layer, with the value that flows from one to the
// next. After a shape error that value is unknown, and stays silent until a claim or a layer that
// makes any shape known again: one mistake, one message.

import type { LayerStatement, Size, Statement } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Shape } from '../graph/value.js';
import { plainDefaults, type Inferred, type LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import type { SizePath } from '../layers/size-path.js';
import type { NamedShape } from '../model.js';
import { matchArguments } from './arguments.js';
import { unwrittenWith, type Matched, type MatchedSuffix } from './matched.js';
import { BranchChecker } from './branches.js';
import { bareLayer, none, textWithoutBranches, type CheckedLayer } from './checked-layer.js';
import { checkClaim, claimedSizes } from './claim.js';
import { Expansion } from './expansion.js';
import type { Frame } from './frame.js';
import { InputChecker } from './input.js';
import { LayerCall } from './layer-call.js';
import type { Limits } from './limits.js';
import { misplaced } from './misplaced.js';
import { NameScope } from './name-scope.js';
import { OutputChecker, type NamedOutput } from './output.js';
import { grown, nothingSeen, widest, type ReceptiveField } from './receptive-field.js';
import type { Block } from './scope.js';
import { Sequence, type Flow } from './sequence.js';
import { originOf, pathTo, type Certain } from './size-path.js';
import { unknownLayer, unknownValue } from './unknown-layer.js';

export interface CheckedNetwork {
  readonly inputs: readonly NamedShape[];
  readonly layers: readonly CheckedLayer[];
  /** Those that `output` names; else the last value alone, under the name `output`. */
  readonly outputs: readonly NamedOutput[];
  /** What the last layer makes; undefined where it is unknown. */
  readonly last: Shape | undefined;
}

export class NetworkChecker {
  private readonly frame: Frame;
  private readonly network = new Sequence(
    { arrival: undefined, field: nothingSeen, layer: undefined, isNothing: true },
    plainDefaults,
    new NameScope(''),
  );
  private readonly input: InputChecker;
  private readonly output = new OutputChecker();
  private readonly limits: Limits;
  private readonly branches: BranchChecker;
  private readonly expansion: Expansion;

  /** `frame` is that of the file. */
  constructor(frame: Frame, limits: Limits) {
    this.frame = frame;
    this.limits = limits;
    this.input = new InputChecker(frame);
    const check = this.statement.bind(this);
    this.branches = new BranchChecker(check, this.limits);
    this.expansion = new Expansion(check, this.limits);
  }

  /** One statement of the file; those that are no part of the network are none of its business. */
  add(statement: Statement): void {
    try {
      this.statement(statement, this.network, this.frame);
    } catch (error) {
      // Where the stack is smaller than usual, or much of it is in use, less nesting may be too much.
      if (!(error instanceof RangeError)) throw error;
      this.limits.overflow(statement.span, this.frame.report);
      this.forget(this.network);
    }
  }

  finish(blocks: readonly Block[]): CheckedNetwork {
    if (!this.limits.reached) this.expansion.lookThrough(blocks, this.frame.report);
    const { layers: checked, flow } = this.network;
    return {
      inputs: this.input.found,
      layers: checked,
      outputs: this.output.all(flow),
      last: flow.arrival?.shape,
    };
  }

  private statement(statement: Statement, sequence: Sequence, frame: Frame): void {
    if (!this.limits.statement(statement.span, frame.report)) return sequence.forget();
    switch (statement.kind) {
      case 'layer':
        return this.layer(statement, sequence, frame);
      case 'claim':
        return this.claim([statement.size], sequence, frame);
      case 'repeat':
        return this.expansion.repeat(statement, sequence, frame);
      case 'if':
        return this.expansion.if(statement, sequence, frame);
      case 'from':
        return this.from(statement.name, sequence, frame);
      case 'error':
        return this.forget(sequence);
      case 'output':
        if (frame.place === 'file') return this.output.take(statement, frame);
        return frame.report(misplaced(statement, frame));
      case 'model':
      case 'param':
      case 'use':
      case 'block':
      case 'expect':
      case 'train':
        return frame.report(misplaced(statement, frame));
    }
  }

  private forget(sequence: Sequence): void {
    sequence.forget();
    this.input.mayBeMissing();
  }

  private from(name: LayerStatement['word'], sequence: Sequence, { scope, report }: Frame): void {
    if (!scope.hasValue(name.text) && !isSilent(name.text, scope)) report(unknownValue(name, scope));
    sequence.flow = scope.value(name.text) ?? { ...sequence.flow, arrival: undefined };
  }

  private layer(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const { word } = statement;
    if (word.text === 'input') return this.takeInput(statement, sequence, frame);
    const definition = layers.get(word.text);
    const block = definition ? undefined : frame.scope.block(word.text);
    if (!definition && !block) return this.unknown(statement, sequence, frame);
    if (!frame.dry && !this.input.isThere(statement)) this.forget(sequence);
    if (definition) this.ownLayer(definition, statement, sequence, frame);
    else this.expansion.call(block as Block, statement, nameOf(statement, sequence, frame), sequence, frame);
    this.claim(statement.claims, sequence, frame, statement);
    if (statement.name) frame.scope.declareValue(statement.name, known(sequence.flow));
  }

  private ownLayer(
    definition: LayerDefinition,
    statement: LayerStatement,
    sequence: Sequence,
    frame: Frame,
  ): void {
    this.limits.layer(statement.span, frame.report);
    const layer = this.check(definition, statement, sequence, frame);
    sequence.layers.push(layer);
    sequence.flow = { ...sequence.flow, layer };
  }

  private takeInput(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const atTop = sequence === this.network && frame.place === 'file';
    const around = { ...surroundings(undefined, frame), nothingArrives: true };
    const found = this.input.take(statement, around, atTop);
    if (found === 'refused') return;
    this.forget(sequence);
    if (found === undefined) return;
    const { shape, name, word, field } = found;
    const layer = bareLayer(statement, frame.source, name, shape, { field, layer: undefined });
    const madeBy = { source: frame.source, span: statement.span };
    sequence.flow = { arrival: { shape, madeBy, maker: 'input' }, field, layer };
    sequence.layers.push(layer);
    if (word) frame.scope.declareValue(word, sequence.flow);
    this.claim(statement.claims, sequence, frame);
  }

  private unknown(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const { word, name } = statement;
    if (!isSilent(word.text, frame.scope)) frame.report(unknownLayer(word, frame.scope));
    this.forget(sequence);
    this.claim(statement.claims, sequence, frame);
    if (name) frame.scope.declareValue(name, undefined);
  }

  /** Matches, infers and grows the flow; the layer's output is undefined where something failed. */
  private check(
    definition: LayerDefinition,
    statement: LayerStatement,
    sequence: Sequence,
    frame: Frame,
  ): CheckedLayer {
    const { flow } = sequence;
    const name = nameOf(statement, sequence, frame);
    const matched = matchArguments(definition, statement, surroundings(flow.arrival?.shape, frame, flow));
    const branches = this.branches.sequences(definition, matched, name, sequence, frame);
    const { source, report } = frame;
    const claimed = () => claimedBy(statement, flow, frame);
    const call = new LayerCall({ definition, statement, name, matched, source, report, claimed });
    const inferred = call.infer(sequence, branches);
    const field = fieldAfter(flow.field, branches, inferred);
    const layer = call.assemble(inferred, { field, layer: flow.layer });
    const { certain, isNothing } = flow;
    sequence.flow = { arrival: call.arrival(inferred), field, layer, certain, isNothing };
    const endings = endingsOf(matched, this.peerEnding(inferred, sequence, statement));
    if (endings.length > 0)
      layer.suffixes = endings.map((suffix) => this.suffix(suffix, name, sequence, frame));
    if (branches.length > 0) {
      layer.branches = branches.map((branch) => branch.layers);
      layer.branchEnds = branches.map((branch) => branch.flow.layer);
    }
    layer.depth = depthAfter(layer);
    layer.calls = frame.calls;
    return layer;
  }

  /** A batch normalisation like that of the branch beside this one. */
  private peerEnding(
    inferred: Inferred | undefined,
    { peer }: Sequence,
    { span }: LayerStatement,
  ): MatchedSuffix | undefined {
    const like = inferred?.normalizedAsPeer ? peer?.normalization : undefined;
    if (like?.definition === undefined) return undefined;
    const matched = unwrittenWith(like.values);
    return { word: { text: like.kind, span }, definition: like.definition, matched };
  }

  /** `bn` and the activation at the end of a layer keep its shape, and with it what its sizes came from. */
  private suffix(
    { definition, word, matched }: MatchedSuffix,
    owner: string,
    sequence: Sequence,
    frame: Frame,
  ): CheckedLayer {
    const { text, span } = word;
    const statement = { kind: 'layer', word, arguments: none, name: undefined, claims: none, span } as const;
    const { source, report } = frame;
    const name = `${owner}.${text}`;
    const call = new LayerCall({ definition, statement, name, matched, source, report, claimed: noClaim });
    const inferred = call.infer(sequence, none);
    if (inferred === undefined) sequence.forget();
    return call.assemble(inferred, sequence.flow);
  }

  private claim(
    claims: LayerStatement['claims'],
    sequence: Sequence,
    frame: Frame,
    of?: LayerStatement,
  ): void {
    for (const claim of claims) {
      const { arrival, layer, certain } = sequence.flow;
      const isBlock = of !== undefined && !layers.has(of.word.text);
      const text = isBlock ? textWithoutBranches(of, frame.source) : layer?.text;
      const subject = {
        text: text ?? 'this',
        name: layer?.name ?? '',
        arrival,
        path: () => pathTo(layer, certain),
        origin: () => originOf(layer),
      };
      const around = { ...surroundings(arrival?.shape, frame), source: frame.source, rank: this.input.rank };
      sequence.flow = { ...sequence.flow, arrival: checkClaim(claim, subject, around) };
      sequence.flow = { ...sequence.flow, certain: certainOf(claim, sequence.flow) ?? certain };
    }
  }
}

/** Of a claim that held, and that leaves no size open. */
function certainOf({ parts }: Size, { arrival, layer }: Flow): Certain | undefined {
  if (arrival === undefined || layer === undefined) return undefined;
  return parts.some(({ kind }) => kind === 'wildcard') ? undefined : { layer, shape: arrival.shape };
}

/** A parameter whose value nobody knows, as in a block that nothing calls, may stand for a named value. */
function isSilent(name: string, scope: Frame['scope']): boolean {
  return scope.isLost(name) || (scope.hasParameter(name) && scope.parameter(name) === undefined);
}

function surroundings(input: Shape | undefined, { scope, report, source }: Frame, flow?: Flow) {
  const textOf = (node: { readonly span: Span }): string => source.slice(node.span);
  const path = (): SizePath => pathTo(flow?.layer, flow?.certain);
  return { scope, input, report, textOf, path };
}

/** What follows from the branch beside this one stands before what is written. */
function endingsOf({ suffixes }: Matched, ofPeer: MatchedSuffix | undefined): readonly MatchedSuffix[] {
  return ofPeer === undefined ? suffixes : [ofPeer, ...suffixes];
}

/** What ends a layer claims nothing. */
const noClaim = () => undefined;

function claimedBy({ claims }: LayerStatement, { arrival }: Flow, frame: Frame) {
  const around = { ...surroundings(arrival?.shape, frame), report: () => undefined };
  return claims.length === 0 ? undefined : claimedSizes(claims[0], around);
}

function nameOf({ word, name }: LayerStatement, { names }: Sequence, frame: Frame): string {
  // A name that is declared already is told as that.
  const report = name && frame.scope.isTaken(name.text) ? () => undefined : frame.report;
  if (name) return names.named(word.text, name, frame.repeated, report);
  return layers.get(word.text)?.isUnnumbered ? names.plain(word.text) : names.numbered(word.text);
}

/** A value whose shape is unknown is named all the same. */
function known(flow: Flow): Flow | undefined {
  return flow.layer === undefined ? undefined : flow;
}

function fieldAfter(
  before: ReceptiveField,
  branches: readonly Sequence[],
  inferred: Inferred | undefined,
): ReceptiveField {
  const field = branches.length === 0 ? before : widest(branches.map(({ flow }) => flow.field));
  return inferred === undefined ? field : grown(field, inferred);
}

const kernels = new Set(['kernel', 'pointwise']);

function depthAfter({ depth, branchEnds, weights }: CheckedLayer): number {
  const before = branchEnds.reduce((most, end) => Math.max(most, end?.depth ?? 0), depth);
  return before + (weights.some(({ role }) => kernels.has(role)) ? 1 : 0);
}
