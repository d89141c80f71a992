// What is known where a statement stands or will stand: the names in sight and what arrives there.

import type { Statement } from '../../grammar/ast.js';
import type { Analysis } from '../compile.js';
import type { Frame } from '../check/frame.js';
import type { Flow } from '../check/sequence.js';
import type { WindowDefaults } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import type { Shape } from '../graph/value.js';
import { pathTo, type Node } from './path.js';
import { visitsOf, type Visit } from './visits.js';

export interface Standpoint {
  readonly frame: Frame;
  readonly defaults: WindowDefaults;
  readonly flow: Flow;
}

export function arrivingAt({ flow }: Standpoint): Shape | undefined {
  return flow.arrival?.shape;
}

/**
 * Where a statement that starts at `start` runs: once, or once for every call and round. None in a
 * body that nothing has run.
 */
export function standpointsAt(analysis: Analysis, start: number): readonly Standpoint[] {
  const path = pathTo(analysis.file, start);
  for (let at = path.length - 1; at >= 0; at--) {
    // Of a body that nothing has run, what is around the block tells nothing.
    if (path[at].kind === 'block') return [];
    const found = within(analysis, path[at], start);
    if (found.length > 0) return found;
  }
  return [];
}

/** As seen from a statement, or from between two statements of a list. */
function within(analysis: Analysis, node: Node, start: number): readonly Standpoint[] {
  if (node.kind === 'file' || node.kind === 'body' || node.kind === 'branch')
    return among(analysis, node.statements, start);
  if (node.kind === 'repeat' || node.kind === 'if') return visitsOf(analysis, node).map(entering);
  if (node.kind !== 'layer' || node.span.start >= start) return [];
  const defaults = layers.get(node.word.text)?.branches?.defaults;
  return visitsOf(analysis, node).map((visit) => ({ ...entering(visit), ...(defaults && { defaults }) }));
}

function among(analysis: Analysis, statements: readonly Statement[], start: number): readonly Standpoint[] {
  const last = lastUpTo(statements, start);
  if (last === undefined) return [];
  const visits = visitsOf(analysis, last);
  if (last.span.start === start) return visits.map(entering);
  // What could not be read is most likely the statement in which it starts.
  const isAround = last.kind === 'error' && !hasLineBreak(analysis, last.span.start, start);
  return visits.map(isAround ? entering : leaving);
}

function hasLineBreak({ source }: Analysis, start: number, end: number): boolean {
  return source.position(start).line !== source.position(end).line;
}

function lastUpTo(statements: readonly Statement[], start: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle].span.start <= start) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}

export function entering({ frame, defaults, before }: Visit): Standpoint {
  return { frame, defaults, flow: before };
}

export function leaving({ frame, defaults, after }: Visit): Standpoint {
  return { frame, defaults, flow: after };
}
