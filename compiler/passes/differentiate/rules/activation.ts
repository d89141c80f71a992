// The gradients of activations: functions of one number, prelu and softmax.

import type { Activation, Prelu, Softmax } from '../../../graph/ops.js';
import type { GradientRule } from './rule.js';

export const activation: GradientRule<Activation> = (op, step) => {
  const { origin } = op;
  const { x } = op.inputs;
  const { y } = op.outputs;
  step.push(op);
  return (dy) => {
    const dx = step.newGradient(x);
    const inputs = { x, y, dy };
    step.push({ kind: 'activation-gradient', origin, inputs, outputs: { dx }, function: op.function });
  };
};

export const prelu: GradientRule<Prelu> = (op, step) => {
  const { origin } = op;
  const { x, slope } = op.inputs;
  step.push(op);
  return (dy) => {
    const outputs = {
      dx: step.wants(x) ? step.newGradient(x) : step.like(x),
      dslope: step.wants(slope) ? step.newGradient(slope) : step.like(slope),
    };
    step.push({ kind: 'prelu-gradient', origin, inputs: { x, slope, dy }, outputs });
  };
};

export const softmax: GradientRule<Softmax> = (op, step) => {
  const { origin } = op;
  const { y } = op.outputs;
  step.push(op);
  return (dy) => {
    const dx = step.newGradient(op.inputs.x);
    step.push({ kind: 'softmax-gradient', origin, inputs: { y, dy }, outputs: { dx } });
  };
};
