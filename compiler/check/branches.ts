// The branches of a layer: each is a sequence of statements of its own, or a named value.

import type { Branch, Branches, LayerStatement, ShortBranches, Statement } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Candidate, Report } from '../diagnostics/draft.js';
import type { LayerDefinition } from '../layers/definition.js';
import { identity } from '../layers/identity.js';
import { bareLayer, outputOf } from './checked-layer.js';
import type { Scope } from './scope.js';
import { NameScope, Sequence } from './sequence.js';

export interface BranchSurroundings {
  readonly source: Source;
  readonly scope: Scope;
  readonly report: Report;
  /** Checks a statement as the next of a sequence. */
  readonly check: (statement: Statement, sequence: Sequence) => void;
  /** Checks what a statement claims of the value that flows. */
  readonly claim: (claims: LayerStatement['claims'], sequence: Sequence) => void;
}

export class BranchChecker {
  private readonly around: BranchSurroundings;

  constructor(around: BranchSurroundings) {
    this.around = around;
  }

  /** None where the layer has no branches or they cannot be read. */
  sequences(
    definition: LayerDefinition,
    branches: Branches | ShortBranches | undefined,
    name: string,
    outer: Sequence,
  ): Sequence[] {
    if (branches === undefined || definition.branches === undefined) return [];
    const list = this.writtenOut(definition, branches)?.branches ?? [];
    const names = new NameScope(`${name}.`);
    const defaults = definition.branches.defaults ?? outer.defaults;
    return list.map((branch) => this.branch(branch, new Sequence(outer.flow, defaults, names)));
  }

  private writtenOut(definition: LayerDefinition, branches: Branches | ShortBranches): Branches | undefined {
    const { report, source } = this.around;
    if (branches.kind === 'branches') return branches;
    if (definition.branches?.expand)
      return definition.branches.expand(branches, report, ({ span }) => source.slice(span));
    const message = `\`${definition.word}\` takes branches, not numbers`;
    const help = `write layers, as in \`${definition.word} <A | B>\`; the four-part short form is for \`inception\``;
    report({ code: 'CNN206', span: branches.span, message, help });
    return undefined;
  }

  private branch(branch: Branch, sequence: Sequence): Sequence {
    const { statements } = branch;
    if (statements.length === 0) this.refuseEmpty(branch.span, sequence);
    else if (this.isReference(statements)) this.reference(statements[0] as LayerStatement, sequence);
    else for (const statement of statements) this.around.check(statement, sequence);
    return sequence;
  }

  private refuseEmpty(span: Span, sequence: Sequence): void {
    const { report, source } = this.around;
    const message = 'this branch is empty';
    const help = '`identity` passes the input through';
    const candidates = [filling(span), ...withoutBar(span, source)];
    report({ code: 'CNN305', span, message, help, candidates });
    sequence.forget();
  }

  /** A name alone stands for the value that it names. */
  private isReference([first, ...rest]: readonly Statement[]): boolean {
    return (
      rest.length === 0 &&
      first.kind === 'layer' &&
      first.arguments.length === 0 &&
      this.around.scope.hasValue(first.word.text)
    );
  }

  private reference(statement: LayerStatement, sequence: Sequence): void {
    const { source, scope, claim } = this.around;
    const named = scope.value(statement.word.text);
    const shape = named && outputOf(named);
    const field = named?.field ?? sequence.flow.field;
    sequence.flow = { arrival: shape && { shape, madeBy: named.span, maker: named.kind }, field };
    const name = sequence.names.nameOf(identity.word, statement.name);
    const layer = bareLayer(statement, source, name, shape, field);
    sequence.layers.push({ ...layer, kind: identity.word, reads: named });
    claim(statement.claims, sequence);
  }
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
