// Training is a pass: from a network, its loss and its optimizer to the graph of one training
// step, by reverse-mode differentiation (Griewank and Walther 2008, chapter 3).

import { inputsOf, outputsOf } from '../../graph/graph.js';
import type { Graph, Optimizer, TrainingGraph } from '../../graph/graph.js';
import type { Op } from '../../graph/ops.js';
import type { ValueId } from '../../graph/value.js';
import { frozenWeights } from './freeze.js';
import { writeLosses } from './loss.js';
import { gradientRule } from './rules/index.js';
import type { Backward } from './rules/rule.js';
import { StepBuilder } from './step-builder.js';
import { trainedPart, type LossChoice } from './trained-part.js';
import { trainedWeights, type GradientChoice } from './trained-weights.js';
import { writeUpdates } from './update.js';

export interface TrainingChoice extends LossChoice, GradientChoice {
  readonly optimizer: Optimizer;
  /**
   * Layers, or calls and branches with all that is in them, whose weights and running statistics
   * stay as they are.
   */
  readonly freeze?: readonly string[] | undefined;
}

/**
 * One training step of a network: forward, losses, gradients and update, in time and size linear in
 * the graph. Every output is a head with a loss of its own; the step minimises their weighted sum.
 * Values of the forward graph keep their ids; those of ops that take no part (the softmax that the
 * loss contains) are left unmade.
 *
 * The way back goes through frozen layers to what is trained before them, and ends where nothing
 * before is.
 *
 * Throws an Error where the graph has no output, or a loss belongs to one that it does not have.
 */
export function differentiate(graph: Graph, choice: TrainingChoice): TrainingGraph {
  const { optimizer } = choice;
  const part = trainedPart(graph, choice);
  const frozen = frozenWeights(graph, choice.freeze ?? []);
  const wanted = graph.weights.filter(({ trainable, value }) => trainable && !frozen.has(value));
  const step = new StepBuilder(
    graph.values,
    wanted.map((weight) => weight.value),
    frozen,
  );

  const forward = writeForward(part.ops, step);
  const { heads, loss } = writeLosses(part.heads, step);
  writeBackward(forward, step);
  // Every optimizer has a rate, so it is listed even where there is nothing to train.
  step.scalar('rate');
  const weights = writeUpdates(graph.weights, trainedWeights(graph, choice, step), optimizer, step);

  const { name, inputs } = graph;
  const { values, masks, scalars, ops, optimizerStates } = step;
  const states = [...weights, ...optimizerStates];
  return { name, values, inputs, heads, masks, scalars, states, ops, loss, optimizer };
}

/** An op that is written, and the way back through it. */
interface Written {
  readonly layer: string;
  readonly y: ValueId;
  readonly backward: Backward;
}

function writeForward(ops: readonly Op[], step: StepBuilder): Written[] {
  return ops.map((op) => {
    const { layer } = op.origin;
    step.layer = layer;
    step.gradients.follow(inputsOf(op), outputsOf(op));
    return { layer, y: op.outputs.y, backward: gradientRule(op, step) };
  });
}

/** From the last op to the first: each comes after everything that reads its result. */
function writeBackward(forward: readonly Written[], step: StepBuilder): void {
  for (const { layer, y, backward } of forward.toReversed()) {
    if (!step.wants(y)) continue;
    step.layer = layer;
    const dy = step.gradientOf(y);
    if (dy !== undefined) backward(dy);
  }
}
