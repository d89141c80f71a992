// What of a network takes part in training: the ops up to the scores that the loss reads.

import { inputsOf, outputsOf, type Graph, type Loss } from '../../graph/graph.js';
import type { Op } from '../../graph/ops.js';
import { renameInputs } from '../../graph/rename-inputs.js';
import type { ValueId } from '../../graph/value.js';

export interface TrainedPart {
  readonly ops: readonly Op[];
  /** What the loss works on: the output, before its softmax or sigmoid where the loss has its own. */
  readonly scores: ValueId;
}

/** Throws an Error where the graph has more than one output. */
export function trainedPart(graph: Graph, loss: Loss): TrainedPart {
  if (graph.outputs.length !== 1) {
    const names = graph.outputs.map((output) => output.name).join(', ');
    throw new Error(
      `training works with one output, but ${graph.name} has ${graph.outputs.length}: ${names}`,
    );
  }
  const { ops, output } = withoutIdleDropout(graph.ops, graph.outputs[0].value);
  const scores = scoresOf(ops, output, loss);
  return { ops: opsBehind(scores, ops), scores };
}

/** Leaves out dropout that drops nothing; what read its result reads its input. */
function withoutIdleDropout(ops: readonly Op[], output: ValueId): { ops: Op[]; output: ValueId } {
  const replaced = new Map<ValueId, ValueId>();
  const rename = (value: ValueId) => replaced.get(value) ?? value;
  const kept: Op[] = [];
  for (const op of ops) {
    if (op.kind === 'dropout' && op.rate === 0) replaced.set(op.outputs.y, rename(op.inputs.x));
    else kept.push(renameInputs(op, rename));
  }
  return { ops: kept, output: rename(output) };
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

function opsBehind(scores: ValueId, ops: readonly Op[]): Op[] {
  const needed = new Set([scores]);
  const live = ops.toReversed().filter((op) => {
    const isLive = outputsOf(op).some((value) => needed.has(value));
    if (isLive) for (const value of inputsOf(op)) needed.add(value);
    return isLive;
  });
  return live.reverse();
}
