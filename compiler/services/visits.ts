// Every time that a statement of the text runs: with which names, after what, and what it made. A
// statement of a block runs once a call, one of a `repeat` once a round. The network is not checked
// anew: calls, rounds and conditions are written out, and each layer is met as it was checked.

import type { LayerStatement, Statement, Word } from '../../grammar/ast.js';
import type { Analysis } from '../compile.js';
import { outputOf, type CheckedLayer } from '../check/checked-layer.js';
import { checkClaim } from '../check/claim.js';
import { Expansion } from '../check/expansion.js';
import { frameOfBranch, type Frame } from '../check/frame.js';
import { InputChecker } from '../check/input.js';
import { Limits } from '../check/limits.js';
import { NameScope } from '../check/name-scope.js';
import { nothingSeen } from '../check/receptive-field.js';
import { Sequence, type Flow } from '../check/sequence.js';
import type { Block, Scope } from '../check/scope.js';
import { plainDefaults, type LayerDefinition, type WindowDefaults } from '../layers/definition.js';
import { identity } from '../layers/identity.js';
import { layers } from '../layers/index.js';
import { declareNames } from './declared-names.js';
import { LayerQueues } from './layer-queues.js';

export interface Visit {
  readonly frame: Frame;
  readonly defaults: WindowDefaults;
  readonly before: Flow;
  readonly after: Flow;
  /** What it made, the layers of a called block too; those of branches hang under their layer. */
  readonly layers: () => readonly CheckedLayer[];
}

interface Walked {
  readonly visits: ReadonlyMap<Statement, readonly Visit[]>;
  readonly scope: Scope;
}

const known = new WeakMap<Analysis, Walked>();

/** The runs of a statement of the text, in order; none where it was not reached. */
export function visitsOf(analysis: Analysis, statement: Statement): readonly Visit[] {
  return walked(analysis).visits.get(statement) ?? [];
}

/** The names of the file as they are at its end. */
export function scopeOf(analysis: Analysis): Scope {
  return walked(analysis).scope;
}

function walked(analysis: Analysis): Walked {
  const walk = known.get(analysis) ?? new Walk(analysis).run();
  known.set(analysis, walk);
  return walk;
}

/** The later runs of a statement tell little more. */
const mostVisits = 256;

const silent = (): void => undefined;

class Walk {
  private readonly analysis: Analysis;
  private readonly visits = new Map<Statement, Visit[]>();
  private readonly limits = new Limits();
  private readonly queues = new LayerQueues();
  private readonly expansion: Expansion;
  private readonly input: InputChecker;
  private readonly rank: number;

  constructor(analysis: Analysis) {
    const { source, network } = analysis;
    this.analysis = analysis;
    this.expansion = new Expansion(this.statement.bind(this), this.limits);
    this.input = new InputChecker({ source, report: silent });
    this.rank = network.inputs[0]?.shape.length ?? 3;
  }

  run(): Walked {
    const { file, source, network } = this.analysis;
    const { scope, blocks, declareParameter } = declareNames(this.analysis);
    const frame = { source, scope, report: silent, calls: [], depth: 0, place: 'file', repeated: false, dry: false } as const; // prettier-ignore
    const nothing = { arrival: undefined, field: nothingSeen, layer: undefined, isNothing: true };
    const sequence = new Sequence(nothing, plainDefaults, new NameScope(''));
    this.queues.open(sequence.layers, network.layers);
    for (const statement of file.statements) {
      if (statement.kind === 'param') declareParameter(statement);
      this.guarded(statement, sequence, frame);
    }
    if (!this.limits.reached) this.expansion.lookThrough(blocks, silent);
    return { visits: this.visits, scope };
  }

  /** Where the stack is smaller than usual, or much of it is in use, less nesting may be too much. */
  private guarded(statement: Statement, sequence: Sequence, frame: Frame): void {
    try {
      this.statement(statement, sequence, frame);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      sequence.forget();
    }
  }

  private statement(statement: Statement, sequence: Sequence, frame: Frame): void {
    if (!this.limits.statement(statement.span, silent)) return sequence.forget();
    const before = sequence.flow;
    const made = this.queues.mark(sequence.layers);
    this.take(statement, sequence, frame);
    if (frame.source !== this.analysis.source) return;
    const visits = this.visits.get(statement) ?? [];
    const { defaults, flow: after } = sequence;
    if (visits.length < mostVisits) visits.push({ frame, defaults, before, after, layers: made() });
    this.visits.set(statement, visits);
  }

  private take(statement: Statement, sequence: Sequence, frame: Frame): void {
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
        return sequence.forget();
      case 'output':
      case 'model':
      case 'param':
      case 'use':
      case 'block':
      case 'expect':
      case 'train':
        return;
    }
  }

  private from({ text }: Word, sequence: Sequence, { scope }: Frame): void {
    sequence.flow = scope.value(text) ?? { ...sequence.flow, arrival: undefined };
  }

  private layer(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const { word, name, claims } = statement;
    if (word.text === 'input') return this.takeInput(statement, sequence, frame);
    const definition = layers.get(word.text);
    const block = definition ? undefined : frame.scope.block(word.text);
    if (definition) this.ownLayer(definition, statement, sequence, frame);
    else if (block) this.call(block, statement, sequence, frame);
    else sequence.forget();
    this.claim(claims, sequence, frame);
    if (name) frame.scope.declareValue(name, sequence.flow.layer && sequence.flow);
  }

  private call(block: Block, statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    this.expansion.call(block, statement, '', sequence, frame);
  }

  private takeInput(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const atTop = frame.place === 'file';
    const { scope, source } = frame;
    const textOf = (node: Pick<Statement, 'span'>): string => source.slice(node.span);
    const around = { scope, input: undefined, nothingArrives: true, report: silent, textOf };
    const found = this.input.take(statement, around, atTop);
    if (found === 'refused') return;
    sequence.forget();
    if (found === undefined) return;
    this.arrive(statement, sequence, frame);
    if (found.word) scope.declareValue(found.word, sequence.flow);
    this.claim(statement.claims, sequence, frame);
  }

  private ownLayer(
    definition: LayerDefinition,
    statement: LayerStatement,
    sequence: Sequence,
    frame: Frame,
  ): void {
    const before = sequence.flow;
    const layer = this.arrive(statement, sequence, frame);
    const after = sequence.flow;
    for (const argument of statement.arguments) {
      if (argument.kind !== 'branches') continue;
      const defaults = definition.branches?.defaults ?? sequence.defaults;
      for (const [index, { statements }] of argument.branches.entries()) {
        const branch = new Sequence(before, defaults, new NameScope(''));
        this.queues.open(branch.layers, layer?.branches[index] ?? []);
        this.branch(statements, branch, frameOfBranch(frame));
      }
    }
    sequence.flow = after;
  }

  private branch(statements: readonly Statement[], sequence: Sequence, frame: Frame): void {
    if (!this.limits.depth(frame.depth, this.analysis.file.span, silent)) return;
    for (const [index, statement] of statements.entries()) {
      if (index === 0 && isReference(statement, frame)) this.reference(statement, sequence, frame);
      else this.statement(statement, sequence, frame);
    }
  }

  /** A name at the start of a branch stands for the value that it names. */
  private reference(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const { flow: before, defaults } = sequence;
    const made = this.queues.mark(sequence.layers);
    this.queues.take(sequence.layers, statement, frame.source);
    const named = frame.scope.value(statement.word.text) ?? { ...before, arrival: undefined };
    sequence.flow = named.layer ? { ...named, layer: { ...named.layer, kind: identity.word } } : named;
    this.claim(statement.claims, sequence, frame);
    if (frame.source !== this.analysis.source) return;
    const visits = this.visits.get(statement) ?? [];
    visits.push({ frame, defaults, before, after: sequence.flow, layers: made() });
    this.visits.set(statement, visits);
  }

  /** The next layer as it was checked becomes what flows. */
  private arrive(statement: LayerStatement, sequence: Sequence, { source }: Frame): CheckedLayer | undefined {
    const layer = this.queues.take(sequence.layers, statement, source);
    const shape = layer && outputOf(layer);
    const madeBy = { source, span: statement.span };
    sequence.flow = {
      arrival: shape && { shape, madeBy, maker: statement.word.text },
      field: layer?.field ?? sequence.flow.field,
      layer: layer ?? sequence.flow.layer,
    };
    return layer;
  }

  private claim(claims: LayerStatement['claims'], sequence: Sequence, { scope, source }: Frame): void {
    for (const claim of claims) {
      const { arrival } = sequence.flow;
      const textOf = (node: Pick<Statement, 'span'>): string => source.slice(node.span);
      const around = { scope, input: arrival?.shape, report: silent, textOf, source, rank: this.rank };
      const subject = { text: '', name: '', arrival };
      sequence.flow = { ...sequence.flow, arrival: checkClaim(claim, subject, around) };
    }
  }
}

function isReference(statement: Statement, { scope }: Frame): statement is LayerStatement {
  if (statement.kind !== 'layer' || statement.arguments.length > 0) return false;
  return scope.hasValue(statement.word.text);
}
