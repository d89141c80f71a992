// Takes ops out of a graph whose values others can stand for.

import type { InferenceGraph, InferenceOp } from '../../graph/inference-ops.js';
import { renameInputs } from '../../graph/rename-inputs.js';
import type { ValueId } from '../../graph/value.js';

/**
 * The graph without the ops for which `standIn` names a value that equals their `y`; it is asked in
 * the order of the ops, with stand-ins already in place in what the op reads.
 */
export function replaceValues(
  graph: InferenceGraph,
  standIn: (op: InferenceOp) => ValueId | undefined,
): InferenceGraph {
  const instead = new Map<ValueId, ValueId>();
  const rename = (value: ValueId) => instead.get(value) ?? value;
  const ops: InferenceOp[] = [];
  for (const op of graph.ops) {
    const renamed = renameInputs(op, rename);
    const found = standIn(renamed);
    if (found === undefined) ops.push(renamed);
    else instead.set(op.outputs.y, found);
  }
  if (instead.size === 0) return graph;
  const outputs = graph.outputs.map(({ name, value }) => ({ name, value: rename(value) }));
  return { ...graph, ops, outputs };
}
