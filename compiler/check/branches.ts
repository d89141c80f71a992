// The branches of a layer: each is a sequence of statements of its own, and may start from a named
// value. Those that take their shape from the others are checked last.

import type { Branch, Branches, LayerStatement, ShortBranches, Statement } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Candidate } from '../diagnostics/draft.js';
import type { BranchResult, LayerDefinition } from '../layers/definition.js';
import { identity } from '../layers/identity.js';
import { layers } from '../layers/index.js';
import type { Matched } from './matched.js';
import { allLayers } from '../model.js';
import { bareLayer, none, type CheckedLayer } from './checked-layer.js';
import type { CheckStatement } from './expansion.js';
import { frameOfBranch, type Frame } from './frame.js';
import type { Limits } from './limits.js';
import { NameScope } from './name-scope.js';
import { Sequence, type Peer } from './sequence.js';
import { pathTo } from './size-path.js';

export class BranchChecker {
  private readonly check: CheckStatement;
  private readonly limits: Limits;

  constructor(check: CheckStatement, limits: Limits) {
    this.check = check;
    this.limits = limits;
  }

  /** None where the layer has no branches or they cannot be read. */
  sequences(
    definition: LayerDefinition,
    { branches, values }: Matched,
    name: string,
    outer: Sequence,
    outerFrame: Frame,
  ): readonly Sequence[] {
    const rule = definition.branches;
    if (branches === undefined || rule === undefined) return none;
    const frame = frameOfBranch(outerFrame);
    if (!this.limits.depth(frame.depth, branches.span, frame.report)) return [];
    const written = writtenOut(definition, branches, frame)?.branches ?? [];
    const closing = written.length > 0 ? rule.closing?.(values) : undefined;
    const all = closing === undefined ? written : [...written, closingBranch(closing, branches.span)];
    const names = new NameScope(`${name}.`);
    const open = (peer?: Peer) => new Sequence(outer.flow, rule.defaults ?? outer.defaults, names, { peer });
    return this.inTurn(all, open, frame);
  }

  /** Branches that wait come last, and are told of the first of the others. */
  private inTurn(branches: readonly Branch[], open: (peer?: Peer) => Sequence, frame: Frame): Sequence[] {
    const checked = branches.map((branch) =>
      waits(branch) ? undefined : this.branch(branch, open(), frame),
    );
    const peer = peerOf(checked.find((sequence) => sequence !== undefined));
    return checked.map((sequence, i) => sequence ?? this.branch(branches[i], open(peer), frame));
  }

  private branch({ statements, span }: Branch, sequence: Sequence, frame: Frame): Sequence {
    if (statements.length === 0) refuseEmpty(span, frame);
    if (statements.length === 0) sequence.forget();
    for (const [index, statement] of statements.entries()) {
      if (index === 0 && isReference(statement, frame)) this.reference(statement, sequence, frame);
      else this.check(statement, sequence, frame);
    }
    return sequence;
  }

  /** A name at the start of a branch stands for the value that it names. */
  private reference(statement: LayerStatement, sequence: Sequence, frame: Frame): void {
    const { word, claims, span } = statement;
    const flow = frame.scope.value(word.text) ?? { ...sequence.flow, arrival: undefined };
    const { arrival, field, layer: read } = flow;
    const name = sequence.names.numbered(identity.word);
    const layer = bareLayer(statement, frame.source, name, arrival?.shape, { field, layer: read });
    layer.kind = identity.word;
    layer.definition = identity;
    sequence.flow = { ...flow, layer };
    sequence.layers.push(layer);
    for (const size of claims) this.check({ kind: 'claim', size, span }, sequence, frame);
  }
}

/** What a branch makes; undefined where that is unknown. */
export function resultOf({ flow, layers: own }: Sequence): BranchResult | undefined {
  if (flow.arrival === undefined || flow.layer === undefined) return undefined;
  const { arrival, layer } = flow;
  return { ...arrival, span: (own.at(-1) ?? layer).span, path: () => pathTo(layer) };
}

function peerOf(sequence: Sequence | undefined): Peer | undefined {
  if (sequence === undefined) return undefined;
  const result = resultOf(sequence);
  const normalization = normalizationIn(sequence.layers);
  return { result: result && { ...result, normalized: normalization !== undefined }, normalization };
}

/** The last batch normalisation of a branch, inline or on its own line. */
function normalizationIn(branch: readonly CheckedLayer[]): CheckedLayer | undefined {
  let last: CheckedLayer | undefined;
  for (const layer of allLayers(branch)) if (layer.kind === 'bn') last = layer as CheckedLayer;
  return last;
}

function waits({ statements }: Branch): boolean {
  return statements.some(
    (statement) => statement.kind === 'layer' && layers.get(statement.word.text)?.waits?.(statement) === true,
  );
}

function isReference(statement: Statement, { scope }: Frame): statement is LayerStatement {
  return (
    statement.kind === 'layer' && statement.arguments.length === 0 && scope.hasValue(statement.word.text)
  );
}

/** `shortcut`, where it is not written, stands for the branches as a whole. */
function closingBranch(word: string, span: Span): Branch {
  const layer = {
    kind: 'layer',
    word: { text: word, span },
    arguments: [],
    name: undefined,
    claims: [],
    span,
    text: word,
  } as const;
  return { kind: 'branch', statements: [layer], span };
}

function writtenOut(
  definition: LayerDefinition,
  branches: Branches | ShortBranches,
  { report, source }: Frame,
): Branches | undefined {
  if (branches.kind === 'branches') return branches;
  if (definition.branches?.expand)
    return definition.branches.expand(branches, report, ({ span }) => source.slice(span));
  const message = `\`${definition.word}\` takes branches, not numbers`;
  const help = `write layers, as in \`${definition.word} <A | B>\`; the four-part short form is for \`inception\``;
  report({ code: 'CNN206', span: branches.span, message, help });
  return undefined;
}

function refuseEmpty(span: Span, { report, source }: Frame): void {
  const message = 'this branch is empty';
  const help = '`identity` passes the input through';
  const candidates = [filling(span), ...withoutBar(span, source)];
  report({ code: 'CNN305', span, message, help, candidates });
}

/** The span of an empty branch is that of the two marks around it. */
function filling({ start }: Span): Candidate {
  const at = { start: start + 1, end: start + 1 };
  const title = 'write `identity`, which passes the input through';
  return { edits: [{ span: at, text: ' identity ' }], safe: false, title: () => title };
}

function withoutBar({ start, end }: Span, source: Source): Candidate[] {
  const bars = [
    { start, end: start + 1 },
    { start: end - 1, end },
  ].filter((at) => source.slice(at) === '|');
  return bars
    .slice(0, 1)
    .map((span) => ({ edits: [{ span, text: '' }], safe: false, title: () => 'take this `|` out' }));
}
