// The gradients of a dense layer: of its kernel, its input and its bias.

import type { Dense } from '../../../graph/ops.js';
import { biasGradient } from './bias.js';
import type { GradientRule } from './rule.js';

export const dense: GradientRule<Dense> = (op, step) => {
  const { origin } = op;
  const { x, kernel, bias } = op.inputs;
  step.push(op);
  return (dy) => {
    biasGradient(bias, dy, step);
    if (step.wants(kernel)) {
      const dkernel = step.newGradient(kernel);
      step.push({ kind: 'dense-kernel-gradient', origin, inputs: { x, dy }, outputs: { dkernel } });
    }
    if (step.wants(x)) {
      const dx = step.newGradient(x);
      step.push({ kind: 'dense-input-gradient', origin, inputs: { dy, kernel }, outputs: { dx } });
    }
  };
};
