// All that suggestions are made from: what is written before the cursor, and what is known there.

import type { Analysis } from '../../compile.js';
import type { Scope } from '../../check/scope.js';
import type { Shape } from '../../graph/value.js';
import { cursorAt, type Cursor, type Level, type Piece } from '../cursor.js';
import { namesInSight, type NameInSight } from '../names-in-sight.js';
import { arrivingAt, standpointsAt, type Standpoint } from '../standpoint.js';
import { scopeOf } from '../visits.js';

export interface Situation {
  readonly analysis: Analysis;
  readonly cursor: Cursor;
  /** Where the cursor stands. */
  readonly level: Level;
  /** The innermost level that no parenthesis opens. */
  readonly statementLevel: Level;
  /** The statement that is being written there, up to a parenthesis in it. */
  readonly pieces: readonly Piece[];
  readonly at: readonly Standpoint[];
  /** What arrives at the statement, in its first run. */
  readonly arriving: Shape | undefined;
  readonly scope: Scope;
  readonly names: readonly NameInSight[];
  readonly paths: readonly string[];
}

export function situationAt(analysis: Analysis, offset: number, paths: readonly string[]): Situation {
  const cursor = cursorAt(analysis.source, analysis.file, offset);
  const { levels, statementStart } = cursor;
  const level = levels[levels.length - 1];
  const statementLevel = levels.findLast(({ opener }) => opener !== '(' && opener !== 'f(') ?? level;
  const at = standpointsAt(analysis, statementStart);
  const scope = at[0]?.frame.scope ?? scopeOf(analysis);
  return {
    analysis,
    cursor,
    level,
    statementLevel,
    pieces: statementLevel.pieces,
    at,
    scope,
    paths,
    arriving: at[0] && arrivingAt(at[0]),
    names: namesInSight(analysis, statementStart),
  };
}

/** The statement in which a level was opened, up to its bracket. */
export function headOf({ cursor: { levels } }: Situation, level: Level): readonly Piece[] {
  return levels[levels.indexOf(level) - 1]?.pieces ?? [];
}
