// `bn`, batch normalisation; also at the end of a layer: `conv 32 3x3 bn relu`.

import { ones, zeros } from '../graph/initializers.js';
import type { BatchNormalization } from '../graph/ops.js';
import type { WeightSpecification } from '../model.js';
import { channels } from '../shapes/shape.js';
import type { LayerDefinition } from './definition.js';
import { real } from './readers.js';
import { flag, option } from './signature.js';

const epsilon = real('a positive number', (value) => value > 0);
const momentum = real('a share of at least 0 and less than 1', (value) => value >= 0 && value < 1);

const signature = {
  eps: option(epsilon, 1e-3, 'added to the variance, against division by zero'),
  momentum: option(momentum, 0.99, 'the share of the old running statistics that a step keeps'),
  noscale: flag('no gamma'),
  nocenter: flag('no beta'),
};

export const bn: LayerDefinition<typeof signature> = {
  word: 'bn',
  documentation: {
    summary:
      'Brings each channel to mean 0 and variance 1 over the batch and the map, then scales it by gamma and shifts it by beta, which are trained. When predicting, running averages of mean and variance take the place of the batch’s own. While training, the share of the old that is kept at step t is min(momentum, (1 + t) / (10 + t)), so that short runs evaluate well.',
    formula: 'y = gamma · (x − mean) / √(variance + eps) + beta',
    source: 'Ioffe and Szegedy 2015, “Batch normalization”; eps and momentum as in Keras',
    example: 'input 28x28x1\nconv 32 3x3 same nobias bn relu\nbn eps 1e-5\n',
  },
  signature,
  suffixes: false,
  isSuffix: true,
  infer({ input, values }) {
    const shape = [channels(input.shape)];
    const weights: WeightSpecification[] = [];
    if (!values.noscale) weights.push({ role: 'gamma', shape, initializer: ones, trainable: true });
    if (!values.nocenter) weights.push({ role: 'beta', shape, initializer: zeros, trainable: true });
    weights.push({ role: 'mean', shape, initializer: zeros, trainable: false });
    weights.push({ role: 'variance', shape, initializer: ones, trainable: false });
    return { output: input.shape, weights, plan: undefined };
  },
  lower({ graph, x, values, output, weight }) {
    const [gamma, beta] = [weight('gamma'), weight('beta')];
    const inputs: BatchNormalization['inputs'] = {
      x,
      ...(gamma !== undefined && { gamma }),
      ...(beta !== undefined && { beta }),
      mean: weight('mean') as number,
      variance: weight('variance') as number,
    };
    const { eps, momentum: kept } = values;
    return graph.apply({ kind: 'batch-normalization', inputs, epsilon: eps, momentum: kept }, output);
  },
};
