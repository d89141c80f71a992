// The gradients of a convolution, and of one turned round: of kernel, input and bias.

import type { Convolution, ConvolutionGeometry, TransposedConvolution } from '../../../graph/ops.js';
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

/**
 * A transposed convolution is the gradient of a convolution by its input, which is linear in both
 * of its factors: the gradient by that gradient is the convolution itself, and the kernel's is that
 * of the convolution with map and gradient in each other's place.
 */
export const transposedConvolution: GradientRule<TransposedConvolution> = (op, step) => {
  const { origin } = op;
  const { x, kernel, bias } = op.inputs;
  const geometry = turnedRound(op);
  step.push(op);
  return (dy) => {
    biasGradient(bias, dy, step);
    if (step.wants(kernel)) {
      const dkernel = step.newGradient(kernel);
      const inputs = { x: dy, dy: x };
      step.push({ kind: 'convolution-kernel-gradient', origin, inputs, outputs: { dkernel }, geometry });
    }
    if (step.wants(x)) {
      const y = step.newGradient(x);
      step.push({ kind: 'convolution', origin, inputs: { x: dy, kernel }, outputs: { y }, geometry });
    }
  };
};

/** The geometry of the convolution that makes the small map of the large. */
function turnedRound({ geometry }: TransposedConvolution): ConvolutionGeometry {
  const { window, strides, padding, dilations, groups } = geometry;
  return { window, strides, padding, dilations, groups };
}
