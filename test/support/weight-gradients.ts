// Where the gradients of a training step stand.

import type { TrainingGraph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';

/** The gradient that moves each trained weight, by the weight's name; of a graph with plain SGD. */
export function weightGradients(graph: TrainingGraph): Map<string, ValueId> {
  const gradients = new Map<string, ValueId>();
  for (const op of graph.ops) {
    if (op.kind !== 'sgd-update') continue;
    const state = graph.states.find(({ before }) => before === op.inputs.weight);
    gradients.set(state?.name ?? '', op.inputs.gradient);
  }
  return gradients;
}
