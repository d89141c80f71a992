// The numbers that change from step to step.

import type { Optimizer, StepScalar } from '../compiler/graph/graph.js';
import type { StepInput } from './engine.js';

/** Corrections are Adam's and AdamW's (Kingma and Ba 2015, algorithm 1), whose steps count from 1. */
export function scalarsOf(
  optimizer: Optimizer,
  { rate, step }: StepInput,
): Readonly<Record<StepScalar, number>> {
  const correction = (beta: number) => 1 - beta ** (step + 1);
  return {
    rate,
    correction1: 'beta1' in optimizer ? correction(optimizer.beta1) : 1,
    correction2: 'beta1' in optimizer ? correction(optimizer.beta2) : 1,
    share: (1 + step) / (10 + step),
  };
}
