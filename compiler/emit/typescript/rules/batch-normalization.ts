// Batch normalisation. tfjs keeps a flat share of the old statistics, `momentum`; the warm-up of
// the language's own training is not part of a layer.

import { initializerUnless } from '../initializer.js';
import type { LayerWeight } from '../layer-call.js';
import { UnsupportedTargetError } from '../unsupported-target-error.js';
import type { Rule } from './rule.js';

/** tfjs normalises batches of up to four axes, the one over samples included. */
const MOST_AXES = 3;

export const batchNormalization: Rule<'batch-normalization'> = (op, graph) => {
  const output = graph.shapeOf(op.outputs.y);
  if (output.length > MOST_AXES) {
    throw new UnsupportedTargetError(
      op.origin.layer,
      'typescript',
      'tfjs normalises maps of two axes at most.',
    );
  }
  const weight = (value: number | undefined) => (value === undefined ? undefined : graph.weight(value));
  const [gamma, beta] = [weight(op.inputs.gamma), weight(op.inputs.beta)];
  const [mean, variance] = [graph.weight(op.inputs.mean), graph.weight(op.inputs.variance)];
  const weights: LayerWeight[] = [];
  if (gamma !== undefined) weights.push({ variable: 'gamma', weight: gamma });
  if (beta !== undefined) weights.push({ variable: 'beta', weight: beta });
  weights.push({ variable: 'moving_mean', weight: mean }, { variable: 'moving_variance', weight: variance });
  return [
    {
      layer: 'batchNormalization',
      word: 'bn',
      options: {
        epsilon: op.epsilon === 1e-3 ? undefined : op.epsilon,
        momentum: op.momentum === 0.99 ? undefined : op.momentum,
        scale: gamma === undefined ? false : undefined,
        center: beta === undefined ? false : undefined,
        gammaInitializer: initializerUnless('ones', gamma),
        betaInitializer: initializerUnless('zeros', beta),
        movingMeanInitializer: initializerUnless('zeros', mean),
        movingVarianceInitializer: initializerUnless('ones', variance),
      },
      output,
      weights,
    },
  ];
};
