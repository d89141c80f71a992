// Writes the losses, which is also where the way back starts: each loss op makes its own gradient.

import type { Loss, TrainedHead } from '../../graph/graph.js';
import type { ValueId } from '../../graph/value.js';
import type { StepBuilder } from './step-builder.js';
import type { ScoredOutput } from './trained-part.js';

export interface WrittenLosses {
  readonly heads: readonly TrainedHead[];
  /** One number: the loss, or the weighted sum of those of several heads. */
  readonly loss: ValueId;
}

/** Each target has the shape of its scores. */
export function writeLosses(outputs: readonly ScoredOutput[], step: StepBuilder): WrittenLosses {
  step.layer = 'loss';
  const written = outputs.map((output) => writeHead(output, step));
  return {
    heads: written.map(({ head }) => head),
    loss: weightedSum(
      written.map(({ loss }) => loss),
      outputs.map(({ weight }) => weight),
      step,
    ),
  };
}

function writeHead(output: ScoredOutput, step: StepBuilder): { head: TrainedHead; loss: ValueId } {
  const { scores, weight } = output;
  const target = step.value(step.shapeOf(scores), true);
  const loss = step.value([], false);
  if (weight === 1) {
    pushLoss(output.loss, { scores, target, loss, gradient: step.newGradient(scores) }, step);
  } else {
    const unscaled = step.like(scores);
    pushLoss(output.loss, { scores, target, loss, gradient: unscaled }, step);
    scaleGradient(unscaled, output, step);
  }
  return { head: { ...output, target }, loss };
}

interface LossValues {
  readonly scores: ValueId;
  readonly target: ValueId;
  readonly loss: ValueId;
  readonly gradient: ValueId;
}

const ops = {
  'cross-entropy': 'softmax-cross-entropy',
  'binary-cross-entropy': 'sigmoid-cross-entropy',
  mse: 'mean-squared-error',
  mae: 'mean-absolute-error',
} as const satisfies Record<Loss, string>;

function pushLoss(chosen: Loss, { scores, target, loss, gradient }: LossValues, step: StepBuilder): void {
  const { origin } = step;
  const kind = ops[chosen];
  if (kind === 'mean-squared-error' || kind === 'mean-absolute-error') {
    const inputs = { prediction: scores, target };
    step.push({ kind, origin, inputs, outputs: { loss, dprediction: gradient } });
  } else {
    step.push({ kind, origin, inputs: { scores, target }, outputs: { loss, dscores: gradient } });
  }
}

function scaleGradient(x: ValueId, { scores, weight }: ScoredOutput, step: StepBuilder): void {
  if (!step.wants(scores)) return;
  const y = step.newGradient(scores);
  const { origin } = step;
  step.push({ kind: 'affine', origin, inputs: { x }, outputs: { y }, factor: weight, offset: 0 });
}

/** A single loss of weight 1 is its own sum. */
function weightedSum(parts: readonly ValueId[], weights: readonly number[], step: StepBuilder): ValueId {
  if (parts.length === 1 && weights[0] === 1) return parts[0];
  const sum = step.value([], false);
  step.push({ kind: 'weighted-sum', origin: step.origin, inputs: { parts }, outputs: { sum }, weights });
  return sum;
}
