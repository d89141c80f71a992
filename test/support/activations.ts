// Every activation function, with parameters other than the usual.

import type { ActivationFunction } from '../../compiler/graph/ops.js';

export const activations: readonly ActivationFunction[] = [
  { name: 'relu' },
  { name: 'relu6' },
  { name: 'leaky', slope: 0.3 },
  { name: 'elu', alpha: 1.5 },
  // The usual one is another layer in tfjs, and must reach ONNX as a float though it is a whole number.
  { name: 'elu', alpha: 1 },
  { name: 'selu' },
  { name: 'gelu' },
  { name: 'silu' },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'hard-sigmoid' },
  { name: 'hard-swish' },
];

/** Without kinks, so that finite differences hold wherever the drawn weights lead. */
export const smoothActivations = activations.filter(({ name }) =>
  ['gelu', 'silu', 'sigmoid', 'tanh'].includes(name),
);
