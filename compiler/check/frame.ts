// Where a statement runs: in which file, with which names, inside which calls.

import type { Source, Span } from '../../grammar/source.js';
import type { RelatedDraft, Report } from '../diagnostics/draft.js';
import type { Block, Scope } from './scope.js';

export interface Frame {
  readonly source: Source;
  readonly scope: Scope;
  readonly report: Report;
  /** The calls of blocks that led here, the innermost first. */
  readonly calls: readonly RelatedDraft[];
  /** How deep branches, bodies and calls nest here once they are written out. */
  readonly depth: number;
  readonly place: 'file' | 'body' | 'branch' | 'block';
  /** Whether layers named with `as` get numbers, because they stand in a `repeat`. */
  readonly repeated: boolean;
  /** Whether nothing is known of what arrives: a block that nothing calls is only looked through. */
  readonly dry: boolean;
}

/** The frame of a block's body for one call; what is reported there names the call too. */
export function frameOfCall(block: Block, call: Span, outer: Frame): Frame {
  const { source } = block;
  const here = {
    source: outer.source,
    span: call,
    message: `in \`${block.statement.name.text}\`, called here`,
  };
  const report: Report = (draft) => {
    outer.report({ ...draft, source: draft.source ?? source, calls: [...(draft.calls ?? []), here] });
  };
  const scope = block.scope.forCall(report);
  const calls = [here, ...outer.calls];
  return { ...outer, source, scope, report, calls, depth: outer.depth + 1, place: 'block', repeated: false };
}

/** The frame of a block that nothing calls. */
export function frameOfUncalled(block: Block, report: Report): Frame {
  const { source } = block;
  const within: Report = (draft) => report({ ...draft, source: draft.source ?? source });
  const scope = block.scope.forCall(within);
  return { source, scope, report: within, calls: [], depth: 1, place: 'block', repeated: false, dry: true };
}

/** The frame of the body of an `if`. */
export function frameOfBody(outer: Frame): Frame {
  return { ...outer, scope: outer.scope.forBody(), depth: outer.depth + 1, place: 'body' };
}

/** The frame of one round of a `repeat`: the mistakes of all rounds at one place are one. */
export function frameOfRound(outer: Frame): Frame {
  const report: Report = (draft) => outer.report({ ...draft, calls: draft.calls ?? [] });
  return { ...frameOfBody(outer), report, repeated: true };
}

export function frameOfBranch(outer: Frame): Frame {
  return { ...outer, depth: outer.depth + 1, place: 'branch' };
}
