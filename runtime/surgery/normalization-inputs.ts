// A network cut open where it normalises, to see what comes in there.

import type { Graph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import { renameInputs } from '../../compiler/graph/rename-inputs.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { opsBehind } from '../../compiler/passes/differentiate/trained-part.js';
import type { Normalization } from './normalizations.js';

export interface CutGraph {
  /** Its outputs are what the normalisations read, each value once; those that are inputs are left out. */
  readonly graph: Graph;
  /** What each normalisation reads, by its layer: a value of the graph. */
  readonly read: ReadonlyMap<string, ValueId>;
}

/** What an output of the cut graph is called. */
export function outputNameOf(value: ValueId): string {
  return `value${value}`;
}

/**
 * The network without these normalisations, as it was before they were put in. Once calibrated
 * each changes nothing, so that what reaches the later ones is seen here in the same pass.
 */
export function cutAt(graph: Graph, normalizations: readonly Normalization[]): CutGraph {
  const removed = new Set<Op>(normalizations.map(({ op }) => op));
  const instead = new Map<ValueId, ValueId>();
  const rename = (value: ValueId) => instead.get(value) ?? value;
  const ops: Op[] = [];
  const read = new Map<string, ValueId>();
  for (const op of graph.ops) {
    const renamed = renameInputs(op, rename);
    if (renamed.kind === 'batch-normalization' && removed.has(op)) {
      instead.set(renamed.outputs.y, renamed.inputs.x);
      read.set(renamed.origin.layer, renamed.inputs.x);
    } else ops.push(renamed);
  }
  const inputs = new Set(graph.inputs.map(({ value }) => value));
  const values = [...new Set(read.values())].filter((value) => !inputs.has(value));
  const outputs = values.map((value) => ({ name: outputNameOf(value), value }));
  return { graph: { ...graph, ops: opsBehind(values, ops), outputs }, read };
}
