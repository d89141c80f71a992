// The gradients of ops that only move or sum numbers: reshape, concat and add.

import type { Add, Concat, Reshape } from '../../../graph/ops.js';
import type { GradientRule } from './rule.js';

export const reshape: GradientRule<Reshape> = (op, step) => {
  const { x } = op.inputs;
  step.push(op);
  return (dy) => {
    const outputs = { y: step.newGradient(x) };
    step.push({ kind: 'reshape', origin: op.origin, inputs: { x: dy }, outputs, shape: step.shapeOf(x) });
  };
};

/** Each part gets the channels of dy that it gave to y. */
export const concat: GradientRule<Concat> = (op, step) => {
  step.push(op);
  return (dy) => {
    let start = 0;
    for (const part of op.inputs.parts) {
      const size = step.shapeOf(part).at(-1) ?? 1;
      if (step.wants(part)) {
        const outputs = { y: step.newGradient(part) };
        step.push({ kind: 'slice-channels', origin: op.origin, inputs: { x: dy }, outputs, start, size });
      }
      start += size;
    }
  };
};

/** Each part gets dy as it is. */
export const add: GradientRule<Add> = (op, step) => {
  step.push(op);
  return (dy) => {
    for (const part of op.inputs.parts) if (step.wants(part)) step.gradients.add(part, dy);
  };
};
