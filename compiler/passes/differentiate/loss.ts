// Writes the loss, which is also where the way back starts: each loss op makes its own gradient.

import type { Loss } from '../../graph/graph.js';
import type { ValueId } from '../../graph/value.js';
import type { StepBuilder } from './step-builder.js';

export interface LossValues {
  readonly target: ValueId;
  readonly loss: ValueId;
}

/** The target has the shape of the scores; the loss is one number. */
export function writeLoss(kind: Loss, scores: ValueId, step: StepBuilder): LossValues {
  const origin = { layer: 'loss' };
  const target = step.value(step.shapeOf(scores), true);
  const loss = step.value([], false);
  const gradient = step.newGradient(scores);
  if (kind === 'mse') {
    const inputs = { prediction: scores, target };
    step.push({ kind: 'mean-squared-error', origin, inputs, outputs: { loss, dprediction: gradient } });
  } else {
    const op = kind === 'cross-entropy' ? 'softmax-cross-entropy' : 'sigmoid-cross-entropy';
    step.push({ kind: op, origin, inputs: { scores, target }, outputs: { loss, dscores: gradient } });
  }
  return { target, loss };
}
