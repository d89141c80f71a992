// A network up to the values that its last softmaxes or sigmoids take.

import { inputsOf, type Graph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import type { ValueId } from '../../compiler/graph/value.js';

/**
 * Probabilities hide differences, or blow them up: a softmax turns scores of 20 and 21 into nearly
 * 0 and 1. Ops that only made probabilities are left out.
 */
export function beforeSoftmax(graph: Graph): Graph {
  if (graph.ops.length === 1) return graph;
  const outputs = graph.outputs.map((output) => {
    const last = graph.ops.find((op) => op.outputs.y === output.value);
    return { ...output, value: (last && scoresOf(last)) ?? output.value };
  });
  const read = new Set([...outputs.map(({ value }) => value), ...graph.ops.flatMap(inputsOf)]);
  return {
    ...graph,
    ops: graph.ops.filter((op) => scoresOf(op) === undefined || read.has(op.outputs.y)),
    outputs,
  };
}

/** What the op makes probabilities of, if it does. */
function scoresOf(op: Op): ValueId | undefined {
  const squeezes = op.kind === 'softmax' || (op.kind === 'activation' && op.function.name === 'sigmoid');
  return squeezes ? op.inputs.x : undefined;
}
