// The gradient of a bias, which convolution and dense share.

import type { ValueId } from '../../../graph/value.js';
import type { StepBuilder } from '../step-builder.js';

export function biasGradient(bias: ValueId | undefined, dy: ValueId, step: StepBuilder): void {
  if (bias === undefined || !step.wants(bias)) return;
  const dbias = step.newGradient(bias);
  step.push({ kind: 'bias-gradient', origin: step.origin, inputs: { dy }, outputs: { dbias } });
}
