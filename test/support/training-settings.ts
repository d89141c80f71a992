// Every way in which a step can move weights, with settings that all leave a trace within a few steps.

import type { GradientClip, Optimizer } from '../../compiler/graph/graph.js';
import type { TrainingChoice } from '../../compiler/passes/differentiate/index.js';

const betas = { rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

export const optimizers: Readonly<Record<string, Optimizer>> = {
  sgd: { kind: 'sgd', rate: 0.05, momentum: 0, nesterov: false },
  momentum: { kind: 'sgd', rate: 0.05, momentum: 0.9, nesterov: false },
  nesterov: { kind: 'sgd', rate: 0.05, momentum: 0.9, nesterov: true },
  adam: { kind: 'adam', ...betas },
  adamw: { kind: 'adamw', ...betas, decay: 0.5 },
  rmsprop: { kind: 'rmsprop', rate: 0.01, rho: 0.9, epsilon: 1e-3 },
};

const short: GradientClip = { kind: 'norm', limit: 0.05 };
const low: GradientClip = { kind: 'value', limit: 0.003 };

/** What can be done to gradients on their way. */
export const gradientChanges: Readonly<Record<string, Pick<TrainingChoice, 'clip' | 'l2'>>> = {
  'shortened gradients': { clip: short },
  'clamped gradients': { clip: low },
  'a penalty, and shortened gradients': { l2: 0.2, clip: short },
};
