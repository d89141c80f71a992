// Takes out what no output needs any more, and numbers the values that stay anew.

import { inputsOf, outputsOf } from '../../graph/graph.js';
import type { InferenceGraph, InferenceOp } from '../../graph/inference-ops.js';
import { renameInputs } from '../../graph/rename-inputs.js';
import type { Value, ValueId } from '../../graph/value.js';
import type { Pass } from './pass.js';

export const removeUnused: Pass = {
  name: 'remove-unused',
  does: 'takes out ops and weights that no output needs',
  apply(graph) {
    const needed = new Set(graph.outputs.map(({ value }) => value));
    const ops = graph.ops.toReversed().filter((op) => {
      const isNeeded = outputsOf(op).some((value) => needed.has(value));
      if (isNeeded) for (const value of inputsOf(op)) needed.add(value);
      return isNeeded;
    });
    const weights = graph.weights.filter(({ value }) => needed.has(value));
    // The network's inputs are its signature, read or not.
    for (const { value } of graph.inputs) needed.add(value);
    if (needed.size === graph.values.length) return { graph };
    return { graph: renumbered({ ...graph, ops: ops.toReversed(), weights }, needed) };
  },
};

function renumbered(graph: InferenceGraph, kept: ReadonlySet<ValueId>): InferenceGraph {
  const values: Value[] = [];
  const numbers = new Map<ValueId, ValueId>();
  for (const value of graph.values) {
    if (!kept.has(value.id)) continue;
    numbers.set(value.id, values.length);
    values.push({ ...value, id: values.length });
  }
  const rename = (value: ValueId) => numbers.get(value) as ValueId;
  const named = <T extends { readonly value: ValueId }>(each: T): T => ({
    ...each,
    value: rename(each.value),
  });
  const ops = graph.ops.map((op): InferenceOp => ({
    ...renameInputs(op, rename),
    outputs: { y: rename(op.outputs.y) },
  }));
  return {
    ...graph,
    values,
    ops,
    inputs: graph.inputs.map(named),
    weights: graph.weights.map(named),
    outputs: graph.outputs.map(named),
  };
}
