// What changes from step to step besides the data: scalars and dropout masks.

import type { MaskInput, Optimizer, StepScalar } from '../../compiler/graph/graph.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { drawMask } from '../random.js';
import type { NumberArray } from './array.js';

/** The value of a scalar at a step, counted from 0. */
export function stepScalar(scalar: StepScalar, optimizer: Optimizer, rate: number, step: number): number {
  switch (scalar) {
    case 'rate':
      return rate;
    case 'share':
      return (1 + step) / (10 + step);
    case 'correction1':
      return correction(optimizer, 'beta1', step);
    case 'correction2':
      return correction(optimizer, 'beta2', step);
  }
}

/** 1 − βᵗ with t from 1. */
function correction(optimizer: Optimizer, beta: 'beta1' | 'beta2', step: number): number {
  if (!('beta1' in optimizer)) throw new Error(`${optimizer.kind} has no ${beta} to correct for`);
  return 1 - optimizer[beta] ** (step + 1);
}

/** A dropout mask of this shape, the batch in front, drawn in row-major order. */
export function drawMaskArray(shape: Shape, mask: MaskInput, seed: number, step: number): NumberArray {
  const drawn = new Float32Array(sizeOf(shape));
  drawMask(drawn, mask.rate, seed, step, mask.layer);
  return { shape, data: Float64Array.from(drawn) };
}
