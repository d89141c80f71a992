// The gradients of a convolution: of its kernel, its input and its bias.

import type { Convolution } from '../../../graph/ops.js';
import { biasGradient } from './bias.js';
import type { GradientRule } from './rule.js';

export const convolution: GradientRule<Convolution> = (op, step) => {
  const { origin, geometry } = op;
  const { x, kernel, bias } = op.inputs;
  step.push(op);
  return (dy) => {
    biasGradient(bias, dy, step);
    if (step.wants(kernel)) {
      const dkernel = step.newGradient(kernel);
      step.push({
        kind: 'convolution-kernel-gradient',
        origin,
        inputs: { x, dy },
        outputs: { dkernel },
        geometry,
      });
    }
    if (step.wants(x)) {
      const dx = step.newGradient(x);
      step.push({
        kind: 'convolution-input-gradient',
        origin,
        inputs: { dy, kernel },
        outputs: { dx },
        geometry,
      });
    }
  };
};
