// The gradients of ops that scale: by constants, by products, by the channels around.

import type { Affine, LocalResponseNormalization, Multiply } from '../../../graph/ops.js';
import type { ValueId } from '../../../graph/value.js';
import type { StepBuilder } from '../step-builder.js';
import type { GradientRule } from './rule.js';

export const affine: GradientRule<Affine> = (op, step) => {
  const { origin, factor } = op;
  step.push(op);
  return (dy) => {
    const outputs = { y: step.newGradient(op.inputs.x) };
    step.push({ kind: 'affine', origin, inputs: { x: dy }, outputs, factor, offset: 0 });
  };
};

/**
 * Each part gets dy times the others, summed where the part was stretched. A part that occurs
 * twice gets that for each occurrence, of which one is among the others.
 */
export const multiply: GradientRule<Multiply> = (op, step) => {
  const { parts } = op.inputs;
  step.push(op);
  return (dy) => {
    parts.forEach((part, place) => {
      if (!step.wants(part)) return;
      const others = parts.filter((_, i) => i !== place);
      productGradient(part, [dy, ...others], step);
    });
  };
};

/** Adds the product, which has the shape of its first factor, to the gradient of `part`. */
function productGradient(part: ValueId, factors: readonly ValueId[], step: StepBuilder): void {
  const { origin } = step;
  const shape = step.shapeOf(part);
  const full = step.shapeOf(factors[0]);
  const stretched = shape.some((size, axis) => size !== full[axis]);
  const y = stretched ? step.like(factors[0]) : step.newGradient(part);
  step.push({ kind: 'multiply', origin, inputs: { parts: factors }, outputs: { y } });
  if (!stretched) return;
  const dx = step.newGradient(part);
  step.push({ kind: 'sum-stretched', origin, inputs: { dy: y }, outputs: { dx }, shape });
}

export const localResponseNormalization: GradientRule<LocalResponseNormalization> = (op, step) => {
  const { origin, size, alpha, beta, k } = op;
  const { x } = op.inputs;
  step.push(op);
  return (dy) => {
    step.push({
      kind: 'local-response-normalization-gradient',
      origin,
      inputs: { x, dy },
      outputs: { dx: step.newGradient(x) },
      size,
      alpha,
      beta,
      k,
    });
  };
};
