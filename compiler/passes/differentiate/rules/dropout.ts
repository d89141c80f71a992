// Dropout multiplies by a mask that the engine draws, forward and back. (Dropout that drops
// nothing never comes here: it is no part of what is trained.)

import type { Dropout } from '../../../graph/ops.js';
import type { GradientRule } from './rule.js';

export const dropout: GradientRule<Dropout> = (op, step) => {
  const { origin } = op;
  const { x } = op.inputs;
  const mask = step.mask(step.shapeOf(x), op.rate);
  step.push({ kind: 'apply-mask', origin, inputs: { x, mask }, outputs: op.outputs });
  return (dy) => {
    const dx = step.newGradient(x);
    step.push({ kind: 'apply-mask', origin, inputs: { x: dy, mask }, outputs: { y: dx } });
  };
};
