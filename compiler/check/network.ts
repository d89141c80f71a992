// Walks the statements of a network, layer by layer, with the value that flows from one to the
// next. After a shape error that value is unknown, and stays silent until a claim or a layer that
// makes any shape known again: one mistake, one message.

import type {
  Argument,
  Branch,
  Branches,
  LayerStatement,
  ShortBranches,
  Statement,
  Word,
} from '../../grammar/ast.js';
import { bareWord } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Candidate, Draft, Report } from '../diagnostics/draft.js';
import { sizeOf, type Shape } from '../graph/value.js';
import type {
  Arrival,
  BranchResult,
  Call,
  Inferred,
  LayerDefinition,
  WindowDefaults,
} from '../layers/definition.js';
import { identity } from '../layers/identity.js';
import { layers } from '../layers/index.js';
import type { NamedShape } from '../model.js';
import { written } from '../shapes/shape.js';
import { matchArguments, type Matched, type MatchedSuffix } from './arguments.js';
import { outputOf, type CheckedLayer } from './checked-layer.js';
import { checkClaim } from './claim.js';
import { editorFor } from './editor.js';
import { readInput } from './input.js';
import { nearest } from './nearest.js';
import { fieldOfInput, grown, widest, type ReceptiveField } from './receptive-field.js';
import type { Scope } from './scope.js';

/** What flows from layer to layer. */
interface Flow {
  /** Undefined where a mistake left the shape unknown. */
  readonly arrival: Arrival | undefined;
  readonly field: ReceptiveField;
}

/** A sequence of layers: the whole network, or a branch. */
interface Sequence {
  readonly layers: CheckedLayer[];
  flow: Flow;
  readonly defaults: WindowDefaults;
}

/** The part of a name in front of `conv1`, and how many of each word it has had. */
interface NameScope {
  readonly prefix: string;
  readonly counts: Map<string, number>;
}

const plainDefaults: WindowDefaults = { padding: 'valid', poolStride: 'window' };
/** Beyond this a size is no whole number in float64, and no machine could address it. */
const mostElements = 2 ** 53;

export interface CheckedNetwork {
  readonly inputs: readonly NamedShape[];
  readonly layers: readonly CheckedLayer[];
  /** What the last layer makes; undefined where it is unknown. */
  readonly output: Shape | undefined;
}

export class NetworkChecker {
  private readonly source: Source;
  private readonly scope: Scope;
  private readonly reportDraft: Report;
  private readonly inputs: NamedShape[] = [];
  private readonly network: Sequence;
  private readonly names: NameScope = { prefix: '', counts: new Map() };
  private input: LayerStatement | undefined;
  /** Whether layers without an input have been reported. */
  private missedInput = false;

  constructor(source: Source, scope: Scope, report: Report) {
    this.source = source;
    this.scope = scope;
    this.reportDraft = report;
    const flow = { arrival: undefined, field: { size: [], jump: [], map: [] } };
    this.network = { layers: [], flow, defaults: plainDefaults };
  }

  /** One statement of the file; those that are no part of the network are none of its business. */
  add(statement: Statement): void {
    this.statement(statement, this.network, this.names);
  }

  finish(): CheckedNetwork {
    return { inputs: this.inputs, layers: this.network.layers, output: this.network.flow.arrival?.shape };
  }

  private readonly report: Report = (draft: Draft) => this.reportDraft(draft);

  private readonly textOf = (node: { readonly span: Span }): string => this.source.slice(node.span);

  private statement(statement: Statement, sequence: Sequence, names: NameScope): void {
    if (statement.kind === 'layer') this.layer(statement, sequence, names);
    else if (statement.kind === 'claim') this.claim([statement.size], sequence);
    else if (statement.kind === 'later') this.later(statement.word, sequence);
    else if (statement.kind === 'error') this.forget(sequence);
  }

  /** What comes after a mistake cannot be known. */
  private forget(sequence: Sequence): void {
    sequence.flow = { ...sequence.flow, arrival: undefined };
    this.missedInput = true;
  }

  private later(word: Word, sequence: Sequence): void {
    const message = `\`${word.text}\` is part of the language, but this version of cnnc does not run it yet`;
    this.report({ code: 'CNN208', span: word.span, message, help: 'write its layers out' });
    this.forget(sequence);
  }

  private layer(statement: LayerStatement, sequence: Sequence, names: NameScope): void {
    const { word } = statement;
    if (word.text === 'input') return this.takeInput(statement, sequence);
    const definition = layers.get(word.text);
    if (definition === undefined) return this.unknownLayer(statement, sequence);
    this.requireInput(statement, sequence);
    const name = this.nameOf(statement, names);
    const layer = this.check(definition, statement, name, sequence);
    sequence.layers.push(layer);
    this.claim(statement.claims, sequence);
    if (statement.name) this.scope.declareValue(statement.name, layer);
  }

  private nameOf(statement: LayerStatement, { prefix, counts }: NameScope): string {
    const word = statement.word.text;
    const ordinal = (counts.get(word) ?? 0) + 1;
    counts.set(word, ordinal);
    return prefix + (statement.name?.text ?? `${word}${ordinal}`);
  }

  private takeInput(statement: LayerStatement, sequence: Sequence): void {
    if (this.input !== undefined || sequence !== this.network) return this.refuseInput(statement);
    this.input = statement;
    const found = readInput(statement, this.surroundings(undefined));
    this.forget(sequence);
    if (found === undefined) return;
    const { shape, name } = found;
    this.inputs.push({ name, shape });
    const field = fieldOfInput(shape);
    sequence.flow = { arrival: { shape, madeBy: statement.span }, field };
    sequence.layers.push({ ...this.bare(statement, name, shape), receptiveField: field.size });
    if (found.word) this.scope.declareValue(found.word, sequence.layers.at(-1));
    this.claim(statement.claims, sequence);
  }

  private refuseInput(statement: LayerStatement): void {
    const message = this.input
      ? 'a network has one input, and this is a second'
      : '`input` stands at the start of the network';
    const related = this.input ? [{ span: this.input.span, message: 'the first is here' }] : [];
    this.report({ code: 'CNN209', span: statement.span, message, related });
  }

  private requireInput(statement: LayerStatement, sequence: Sequence): void {
    if (this.input !== undefined || this.missedInput) return;
    this.missedInput = true;
    const message = `\`${statement.word.text}\` has nothing to work on: no \`input\` comes before it`;
    const help = 'start with the size of an image, height x width x channels: `input 28x28x1`';
    this.report({ code: 'CNN209', span: statement.span, message, help });
    this.forget(sequence);
  }

  private unknownLayer(statement: LayerStatement, sequence: Sequence): void {
    const { text, span } = statement.word;
    const meant = nearest(text, [...layers.keys(), 'input']);
    this.report({
      code: 'CNN201',
      span,
      message: `there is no layer \`${text}\``,
      help: meant
        ? `did you mean \`${meant}\`?`
        : 'layers are conv, pool, dense, flatten, bn, dropout, the activations, concat, add, inception',
      ...(meant && { candidates: [rename(span, meant)] }),
    });
    this.forget(sequence);
    this.claim(statement.claims, sequence);
    if (statement.name) this.scope.declareValue(statement.name, undefined);
  }

  private surroundings(input: Shape | undefined) {
    return { scope: this.scope, input, report: this.report, textOf: this.textOf };
  }

  /** Matches, infers and grows the flow; the layer's output is undefined where something failed. */
  private check(
    definition: LayerDefinition,
    statement: LayerStatement,
    name: string,
    sequence: Sequence,
  ): CheckedLayer {
    const before = sequence.flow;
    const matched = matchArguments(definition, statement, this.surroundings(before.arrival?.shape));
    const branches = this.branches(definition, matched, name, sequence);
    const inferred = this.infer(definition, statement, name, matched, before, branches, sequence.defaults);
    const field = this.fieldAfter(before.field, branches, inferred);
    const own = this.assemble(definition, statement, name, matched, inferred, field);
    const layer = { ...own, branches: branches.map((branch) => branch.layers) };
    sequence.flow = { arrival: this.arrival(statement, inferred), field };
    return this.withSuffixes(layer, statement, matched, sequence);
  }

  private arrival(statement: LayerStatement, inferred: Inferred | undefined): Arrival | undefined {
    if (inferred === undefined) return undefined;
    const { output, reach, explain } = inferred;
    return { shape: output, madeBy: statement.span, ...(reach && { reach }), ...(explain && { explain }) };
  }

  private infer(
    definition: LayerDefinition,
    statement: LayerStatement,
    name: string,
    matched: Matched,
    before: Flow,
    branches: readonly Sequence[],
    defaults: WindowDefaults,
  ): Inferred | undefined {
    // prettier-ignore
    if (!matched.complete) return this.ofAny(definition, matched);
    const results = this.branchResults(matched, branches);
    if (before.arrival === undefined || results === undefined) return this.ofAny(definition, matched);
    const call = this.call(definition, statement, name, matched, before.arrival, results, defaults);
    const inferred = definition.infer(call) ?? this.ofAny(definition, matched);
    return inferred && this.addressable(inferred, statement) ? inferred : undefined;
  }

  /** A layer that makes any shape known again has an output even where its input is unknown. */
  private ofAny(definition: LayerDefinition, matched: Matched): Inferred | undefined {
    const output = matched.written.size > 0 ? definition.outputOfAny?.(matched.values) : undefined;
    return output?.every((size) => size !== undefined) ? { output, plan: undefined } : undefined;
  }

  private call(
    definition: LayerDefinition,
    statement: LayerStatement,
    name: string,
    matched: Matched,
    input: Arrival,
    branches: readonly BranchResult[],
    defaults: WindowDefaults,
  ): Call {
    // prettier-ignore
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
      edit: editorFor(statement, matched.written, matched.last, this.source),
      report: this.report,
    };
  }

  private addressable(inferred: Inferred, statement: LayerStatement): boolean {
    const sizes = [inferred.output, ...(inferred.weights ?? []).map(({ shape }) => shape)];
    const worst = sizes.find((shape) => sizeOf(shape) > mostElements);
    if (worst === undefined) return true;
    const message = `${written(worst)} is more than 2^53 numbers, which no machine can address`;
    this.report({ code: 'CNN306', span: statement.span, message });
    return false;
  }

  private branches(definition: LayerDefinition, matched: Matched, name: string, outer: Sequence): Sequence[] {
    if (matched.branches === undefined || definition.branches === undefined) return [];
    const written = this.writtenOut(definition, matched.branches);
    const names = { prefix: `${name}.`, counts: new Map<string, number>() };
    const defaults = definition.branches.defaults ?? outer.defaults;
    return (written?.branches ?? []).map((branch) => this.branch(branch, outer.flow, defaults, names));
  }

  private writtenOut(definition: LayerDefinition, branches: Branches | ShortBranches): Branches | undefined {
    if (branches.kind === 'branches') return branches;
    if (definition.branches?.expand) return definition.branches.expand(branches, this.report, this.textOf);
    const message = `\`${definition.word}\` takes branches, not numbers`;
    this.report({
      code: 'CNN206',
      span: branches.span,
      message,
      help: `write \`${definition.word} <A | B>\``,
    });
    return undefined;
  }

  private branch(branch: Branch, flow: Flow, defaults: WindowDefaults, names: NameScope): Sequence {
    const sequence: Sequence = { layers: [], flow, defaults };
    if (branch.statements.length === 0) {
      this.report({
        code: 'CNN305',
        span: branch.span,
        message: 'this branch is empty',
        help: '`identity` passes the input through',
      });
      this.forget(sequence);
    }
    if (this.isReference(branch)) this.reference(branch.statements[0] as LayerStatement, sequence, names);
    else for (const statement of branch.statements) this.statement(statement, sequence, names);
    return sequence;
  }

  /** A name alone stands for the value that it names. */
  private isReference({ statements }: Branch): boolean {
    const [first] = statements;
    return (
      statements.length === 1 &&
      first.kind === 'layer' &&
      first.arguments.length === 0 &&
      this.scope.hasValue(first.word.text)
    );
  }

  private reference(statement: LayerStatement, sequence: Sequence, names: NameScope): void {
    const named = this.scope.value(statement.word.text);
    const shape = named && outputOf(named);
    sequence.flow = { ...sequence.flow, arrival: shape && { shape, madeBy: named.span } };
    const name = this.nameOf({ ...statement, word: { ...statement.word, text: identity.word } }, names);
    sequence.layers.push({ ...this.bare(statement, name, shape), kind: identity.word, reads: named });
    this.claim(statement.claims, sequence);
  }

  /** What the branches make; undefined where one is unknown. */
  private branchResults(matched: Matched, sequences: readonly Sequence[]): BranchResult[] | undefined {
    if (matched.branches !== undefined && sequences.length === 0) return undefined;
    const results: BranchResult[] = [];
    for (const { flow, layers: inner } of sequences) {
      if (flow.arrival === undefined || inner.length === 0) return undefined;
      results.push({ ...flow.arrival, span: inner[inner.length - 1].span });
    }
    return results;
  }

  private fieldAfter(
    before: ReceptiveField,
    branches: readonly Sequence[],
    inferred: Inferred | undefined,
  ): ReceptiveField {
    const field = branches.length === 0 ? before : widest(branches.map(({ flow }) => flow.field));
    return inferred === undefined ? field : grown(field, inferred);
  }

  private assemble(
    definition: LayerDefinition,
    statement: LayerStatement,
    name: string,
    matched: Matched,
    inferred: Inferred | undefined,
    field: ReceptiveField,
  ): CheckedLayer {
    // prettier-ignore
    return {
      ...this.bare(statement, name, inferred?.output),
      kind: definition.word,
      weights: inferred?.weights ?? [],
      macs: inferred?.macs ?? 0,
      receptiveField: field.size,
      definition,
      values: matched.values,
      plan: inferred?.plan,
    };
  }

  private bare(statement: LayerStatement, name: string, output: Shape | undefined): CheckedLayer {
    const { source } = this;
    return {
      name, kind: statement.word.text, text: textWithoutBranches(statement, source), source, span: statement.span,
      output, weights: [], macs: 0, receptiveField: [], suffixes: [], branches: [],
      definition: undefined, values: {}, plan: undefined, reads: undefined,
    }; // prettier-ignore
  }

  private withSuffixes(
    layer: CheckedLayer,
    statement: LayerStatement,
    matched: Matched,
    sequence: Sequence,
  ): CheckedLayer {
    const suffixes = matched.suffixes.map((suffix) => this.suffix(suffix, layer.name, statement, sequence));
    return { ...layer, suffixes };
  }

  /** `bn` and the activation at the end of a layer keep its shape, and with it what its sizes came from. */
  private suffix(
    { definition, word, matched }: MatchedSuffix,
    owner: string,
    statement: LayerStatement,
    sequence: Sequence,
  ): CheckedLayer {
    const place = { ...statement, word, arguments: [], span: word.span };
    const name = `${owner}.${word.text}`;
    const { flow } = sequence;
    const inferred = this.infer(definition, place, name, matched, flow, [], sequence.defaults);
    if (inferred === undefined) this.forget(sequence);
    return this.assemble(definition, place, name, matched, inferred, flow.field);
  }

  private claim(claims: readonly LayerStatement['claims'][number][], sequence: Sequence): void {
    for (const claim of claims) {
      const layer = sequence.layers.at(-1);
      const { flow } = sequence;
      const subject = { text: layer?.text ?? 'this', name: layer?.name ?? '', arrival: flow.arrival };
      const around = { ...this.surroundings(flow.arrival?.shape), rank: this.inputs[0]?.shape.length ?? 3 };
      sequence.flow = { ...flow, arrival: checkClaim(claim, subject, around) };
    }
  }
}

function rename(span: Span, meant: string): Candidate {
  return { edits: [{ span, text: meant }], safe: false, title: () => `write \`${meant}\`` };
}

/** The layer as written, on one line, its branches as `<...>`, without name and claims. */
function textWithoutBranches({ word, arguments: given, text }: LayerStatement, source: Source): string {
  if (text !== undefined) return text;
  const shown = given.map((argument: Argument) => {
    const isLong = argument.kind === 'branches' || argument.kind === 'short-branches';
    if (argument.kind === 'size' && bareWord(argument)) return (bareWord(argument) as Word).text;
    return isLong ? shortened(source.slice(argument.span)) : source.slice(argument.span);
  });
  return [word.text, ...shown].join(' ').replace(/\s+/g, ' ');
}

function shortened(branches: string): string {
  const line = branches.replace(/\s+/g, ' ');
  return line.length <= 32 && !line.includes('|') ? line : '<...>';
}
