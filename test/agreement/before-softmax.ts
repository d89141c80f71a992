// A network up to the values that its last softmax or sigmoid takes.

import type { Graph } from '../../compiler/graph/graph.js';

/** Probabilities hide differences: a softmax turns scores of 20 and 21 into nearly 0 and 1. */
export function beforeSoftmax(graph: Graph): Graph {
  const last = graph.ops.at(-1);
  const squeezes =
    last?.kind === 'softmax' || (last?.kind === 'activation' && last.function.name === 'sigmoid');
  if (!squeezes || graph.ops.length === 1) return graph;
  const [output] = graph.outputs;
  return { ...graph, ops: graph.ops.slice(0, -1), outputs: [{ ...output, value: last.inputs.x }] };
}
