// Activations that the fused kernels of TensorFlow.js compute themselves: of modules and of the engine.

import type { ActivationFunction } from '../../graph/ops.js';

export interface FusedActivation {
  readonly activation: 'linear' | 'relu' | 'relu6' | 'elu' | 'leakyrelu' | 'sigmoid';
  readonly leakyreluAlpha?: number;
}

/** Undefined where a kernel of its own has to follow. */
export function fusable(chosen: ActivationFunction): FusedActivation | undefined {
  switch (chosen.name) {
    case 'relu':
    case 'relu6':
    case 'sigmoid':
      return { activation: chosen.name };
    case 'leaky':
      return { activation: 'leakyrelu', leakyreluAlpha: chosen.slope };
    case 'elu':
      return chosen.alpha === 1 ? { activation: 'elu' } : undefined;
    case 'selu':
    case 'gelu':
    case 'silu':
    case 'tanh':
    case 'hard-sigmoid':
    case 'hard-swish':
      return undefined;
  }
}
