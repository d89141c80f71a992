// The gradients of pools. A pool has one input, so it is only gone back through where that wants
// its gradient.

import type { AveragePool, MaxPool } from '../../../graph/ops.js';
import type { GradientRule } from './rule.js';

export const maxPool: GradientRule<MaxPool> = (op, step) => {
  const { origin, geometry } = op;
  const { x } = op.inputs;
  const { y } = op.outputs;
  step.push(op);
  return (dy) => {
    const dx = step.newGradient(x);
    step.push({ kind: 'max-pool-gradient', origin, inputs: { x, y, dy }, outputs: { dx }, geometry });
  };
};

export const averagePool: GradientRule<AveragePool> = (op, step) => {
  const { origin, geometry, includePadding } = op;
  step.push(op);
  return (dy) => {
    const dx = step.newGradient(op.inputs.x);
    step.push({
      kind: 'average-pool-gradient',
      origin,
      inputs: { dy },
      outputs: { dx },
      geometry,
      includePadding,
    });
  };
};
