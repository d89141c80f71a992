// The gradients of ops that move the pixels of a map: padding, cropping, enlarging and shuffling.
// Each has one input, so it is only gone back through where that wants its gradient.

import type { Crop, ShuffleChannels, Upsample, ZeroPad } from '../../../graph/ops.js';
import type { GradientRule } from './rule.js';

/** What went to the padding is cut off. */
export const zeroPad: GradientRule<ZeroPad> = (op, step) => {
  const { origin, padding } = op;
  step.push(op);
  return (dy) => {
    const outputs = { y: step.newGradient(op.inputs.x) };
    step.push({ kind: 'crop', origin, inputs: { x: dy }, outputs, edges: padding });
  };
};

/** What was cut off counts for nothing. */
export const crop: GradientRule<Crop> = (op, step) => {
  const { origin, edges } = op;
  step.push(op);
  return (dy) => {
    const outputs = { y: step.newGradient(op.inputs.x) };
    step.push({ kind: 'zero-pad', origin, inputs: { x: dy }, outputs, padding: edges });
  };
};

export const upsample: GradientRule<Upsample> = (op, step) => {
  const { origin, factors, mode } = op;
  step.push(op);
  return (dy) => {
    const dx = step.newGradient(op.inputs.x);
    step.push({ kind: 'upsample-gradient', origin, inputs: { dy }, outputs: { dx }, factors, mode });
  };
};

/** A transposition of [groups, n] is undone by that of [n, groups]. */
export const shuffleChannels: GradientRule<ShuffleChannels> = (op, step) => {
  const { origin } = op;
  const { x } = op.inputs;
  step.push(op);
  return (dy) => {
    const groups = (step.shapeOf(x).at(-1) ?? 1) / op.groups;
    const outputs = { y: step.newGradient(x) };
    step.push({ kind: 'shuffle-channels', origin, inputs: { x: dy }, outputs, groups });
  };
};
