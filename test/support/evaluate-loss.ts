// The loss of a training step, without the gradients that follow it.

import { outputsOf, type TrainingGraph } from '../../compiler/graph/graph.js';
import { evaluateStep, type StepArrays } from '../../runtime/reference/index.js';

/** For finite differences, which ask for nothing else, and often. */
export function evaluateLoss(graph: TrainingGraph, given: StepArrays): number {
  const last = graph.ops.findIndex((op) => outputsOf(op).includes(graph.loss));
  const forward = { ...graph, ops: graph.ops.slice(0, last + 1) };
  return evaluateStep(forward, given).get(graph.loss)?.data[0] ?? NaN;
}
