// What the check has worked out of a layer and not kept: the arithmetic of its sizes, and where its
// arguments stand.

import type { LayerStatement } from '../../grammar/ast.js';
import { matchArguments } from '../check/arguments.js';
import type { Matched } from '../check/matched.js';
import { claimedSizes } from '../check/claim.js';
import { LayerCall } from '../check/layer-call.js';
import { NameScope } from '../check/name-scope.js';
import { Sequence } from '../check/sequence.js';
import type { LayerDefinition } from '../layers/definition.js';
import { arrivingAt, type Standpoint } from './standpoint.js';

const report = (): void => undefined;

function surroundings(at: Standpoint) {
  const { scope, source } = at.frame;
  const textOf = ({ span }: { readonly span: LayerStatement['span'] }): string => source.slice(span);
  return { scope, input: arrivingAt(at), report, textOf };
}

export function matchAgain(definition: LayerDefinition, statement: LayerStatement, at: Standpoint): Matched {
  return matchArguments(definition, statement, surroundings(at));
}

/** A line an axis; none of layers with branches, and where something is unknown. */
export function arithmeticOf(
  definition: LayerDefinition,
  statement: LayerStatement,
  at: Standpoint,
): readonly string[] {
  if (definition.branches !== undefined) return [];
  const around = surroundings(at);
  const claimed = () => statement.claims.slice(0, 1).map((claim) => claimedSizes(claim, around))[0];
  const matched = matchArguments(definition, statement, around);
  const { source } = at.frame;
  const call = new LayerCall({ definition, statement, name: '', matched, source, report, claimed });
  return call.infer(new Sequence(at.flow, at.defaults, new NameScope('')), [])?.explain?.() ?? [];
}
