// What of a network takes part in training: the ops up to the scores that the losses read.

import { inputsOf, outputsOf, type Graph, type Loss, type OutputLoss } from '../../graph/graph.js';
import type { Op } from '../../graph/ops.js';
import { renameInputs } from '../../graph/rename-inputs.js';
import type { ValueId } from '../../graph/value.js';

/** What the outputs of a network are trained with. */
export interface LossChoice {
  /** Of every output that `outputLosses` does not name; such an output has weight 1. */
  readonly loss: Loss;
  readonly outputLosses?: readonly OutputLoss[] | undefined;
}

/** An output, its loss, and what that looks at. */
export interface ScoredOutput extends OutputLoss {
  /** The output, before its softmax or sigmoid where the loss has its own. */
  readonly scores: ValueId;
}

export interface TrainedPart {
  readonly ops: readonly Op[];
  /** One an output of the network, in that order. */
  readonly heads: readonly ScoredOutput[];
}

/** Throws an Error where the graph has no output, or a loss belongs to one that it does not have. */
export function trainedPart(graph: Graph, choice: LossChoice): TrainedPart {
  if (graph.outputs.length === 0) throw new Error(`${graph.name} has no output to train`);
  const { ops, rename } = withoutIdleDropout(graph.ops);
  const losses = lossesOf(graph, choice);
  const heads = graph.outputs.map(({ value }, i) => {
    return { ...losses[i], scores: scoresOf(ops, rename(value), losses[i].loss) };
  });
  const scores = heads.map((head) => head.scores);
  return { ops: opsBehind(scores, ops), heads };
}

/** The loss of each output, in the order of the outputs. */
function lossesOf({ name, outputs }: Graph, { loss, outputLosses = [] }: LossChoice): OutputLoss[] {
  for (const { output } of outputLosses) {
    if (outputs.some((known) => known.name === output)) continue;
    throw new Error(`a loss is given for ${output}, which is no output of ${name}`);
  }
  return outputs.map(
    ({ name: output }) =>
      outputLosses.find((chosen) => chosen.output === output) ?? { output, loss, weight: 1 },
  );
}

/** Leaves out dropout that drops nothing; what read its result reads its input. */
function withoutIdleDropout(ops: readonly Op[]): { ops: Op[]; rename: (value: ValueId) => ValueId } {
  const replaced = new Map<ValueId, ValueId>();
  const rename = (value: ValueId) => replaced.get(value) ?? value;
  const kept: Op[] = [];
  for (const op of ops) {
    if (op.kind === 'dropout' && op.rate === 0) replaced.set(op.outputs.y, rename(op.inputs.x));
    else kept.push(renameInputs(op, rename));
  }
  return { ops: kept, rename };
}

function scoresOf(ops: readonly Op[], output: ValueId, loss: Loss): ValueId {
  const last = ops.find((op) => op.outputs.y === output);
  return last !== undefined && isPartOfLoss(last, loss) ? last.inputs.x : output;
}

function isPartOfLoss(op: Op, loss: Loss): op is Extract<Op, { kind: 'softmax' | 'activation' }> {
  if (loss === 'cross-entropy') return op.kind === 'softmax';
  if (loss === 'binary-cross-entropy') return op.kind === 'activation' && op.function.name === 'sigmoid';
  return false;
}

/** The ops that the scores depend on: a softmax that a loss contains stays where another op reads it. */
export function opsBehind(scores: readonly ValueId[], ops: readonly Op[]): Op[] {
  const needed = new Set(scores);
  const live = ops.toReversed().filter((op) => {
    const isLive = outputsOf(op).some((value) => needed.has(value));
    if (isLive) for (const value of inputsOf(op)) needed.add(value);
    return isLive;
  });
  return live.reverse();
}
