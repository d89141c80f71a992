// One use of a layer as the layer sees it while it is checked. Remedies keep it for later, so that it lets
// go of what came before: by its inputs it would keep every call before it, too.

import type { LayerStatement } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import type {
  Arrival,
  BranchResult,
  Call,
  Editor,
  LayerDefinition,
  PeerResult,
  WindowDefaults,
} from '../layers/definition.js';
import type { Signature, Values } from '../layers/signature.js';
import type { SizePath, Stop } from '../layers/size-path.js';
import type { Matched } from './matched.js';
import { editorFor } from './editor.js';
import type { Flow, Sequence } from './sequence.js';
import { originOf, pathTo } from './size-path.js';

/** What of a call is known before anything arrives. */
export interface CallStart {
  readonly definition: LayerDefinition;
  readonly statement: LayerStatement;
  readonly name: string;
  readonly matched: Matched;
  readonly source: Source;
  readonly report: Report;
  readonly claimed: Call['claimed'];
}

// A class, and what it computes as methods: of every layer one is made, and closures would be most of it.
export class OpenCall implements Call {
  readonly name: string;
  readonly statement: LayerStatement;
  readonly report: Report;
  readonly defaults: WindowDefaults;
  readonly isPeerUnknown: boolean;
  input: Arrival;
  branches: readonly BranchResult[];
  peer: PeerResult | undefined;
  private readonly definition: LayerDefinition;
  private readonly matched: Matched;
  private readonly source: Source;
  private claims: Call['claimed'] | undefined;
  private flow: Flow | undefined;

  constructor(start: CallStart, input: Arrival, branches: readonly BranchResult[], sequence: Sequence) {
    const { flow, defaults, peer } = sequence;
    this.name = start.name;
    this.statement = start.statement;
    this.report = start.report;
    this.defaults = defaults;
    this.isPeerUnknown = peer !== undefined && peer.result === undefined;
    this.input = input;
    this.branches = branches;
    this.peer = peer?.result;
    this.definition = start.definition;
    this.matched = start.matched;
    this.source = start.source;
    this.claims = start.claimed;
    this.flow = flow;
  }

  get word(): string {
    return this.definition.word;
  }

  get values(): Values<Signature> {
    return this.matched.values;
  }

  get edit(): Editor {
    const { written, last } = this.matched;
    return editorFor(this.statement, written, last, this.source);
  }

  path(): SizePath {
    return this.flow === undefined ? [] : pathTo(this.flow.layer, this.flow.certain);
  }

  origin(): Stop | undefined {
    return originOf(this.flow?.layer);
  }

  claimed(): ReturnType<Call['claimed']> {
    return this.claims?.();
  }

  spanOf(argument: string): Span {
    return this.matched.written.get(argument)?.value ?? this.statement.span;
  }

  isWritten(argument: string): boolean {
    return this.matched.written.has(argument);
  }

  letGo(): void {
    const { shape, madeBy, maker } = this.input;
    this.input = { shape, madeBy, maker };
    this.flow = undefined;
    this.claims = undefined;
    if (this.branches.length > 0) this.branches = this.branches.map(bareBranch);
    this.peer &&= bareBranch(this.peer);
  }
}

function bareBranch<B extends BranchResult>(branch: B): B {
  return { ...branch, reach: undefined, widen: undefined, explain: undefined, path: () => [] };
}
