// Batch normalisation. tfjs keeps a flat share of the old statistics, `momentum`; the warm-up of
// the language's own training is not part of a layer.

import type { OpOf } from '../../../graph/ops.js';
import type { ValueId } from '../../../graph/value.js';
import { generalBatchNormalization } from '../classes/general-batch-normalization.js';
import type { GraphView } from '../graph-view.js';
import { initializerUnless } from '../initializer.js';
import type { LayerCall, LayerWeight } from '../layer-call.js';
import type { Rule } from './rule.js';

/** tfjs normalises maps of two axes at most, and trains with both gamma and beta alone. */
const MOST_AXES = 2;

export const batchNormalization: Rule<'batch-normalization'> = (op, graph) => {
  const { gamma, beta } = op.inputs;
  const axes = graph.shapeOf(op.outputs.y).length - 1;
  if (gamma === undefined || beta === undefined || axes > MOST_AXES) return [general(op, graph)];
  return [standard(op, gamma, beta, graph)];
};

/** With gamma and beta; options only where they differ from those of Keras and tfjs. */
function standard(
  op: OpOf<'batch-normalization'>,
  gamma: ValueId,
  beta: ValueId,
  graph: GraphView,
): LayerCall {
  const { epsilon, momentum, inputs } = op;
  const [scale, shift] = [graph.weight(gamma), graph.weight(beta)];
  const [mean, variance] = [graph.weight(inputs.mean), graph.weight(inputs.variance)];
  return {
    layer: 'batchNormalization',
    word: 'bn',
    options: {
      epsilon: epsilon === 1e-3 ? undefined : epsilon,
      momentum: momentum === 0.99 ? undefined : momentum,
      gammaInitializer: initializerUnless('ones', scale),
      betaInitializer: initializerUnless('zeros', shift),
      movingMeanInitializer: initializerUnless('zeros', mean),
      movingVarianceInitializer: initializerUnless('ones', variance),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: [
      { variable: 'gamma', weight: scale },
      { variable: 'beta', weight: shift },
      { variable: 'moving_mean', weight: mean },
      { variable: 'moving_variance', weight: variance },
    ],
  };
}

/** Of a class of the module, which calls its weights what they are called. */
function general(op: OpOf<'batch-normalization'>, graph: GraphView): LayerCall {
  const { gamma, beta, mean, variance } = op.inputs;
  const weights = Object.entries({ gamma, beta, mean, variance }).flatMap(
    ([variable, value]): LayerWeight[] =>
      value === undefined ? [] : [{ variable, weight: graph.weight(value) }],
  );
  const { epsilon, momentum } = op;
  return {
    layer: generalBatchNormalization,
    word: 'bn',
    options: { epsilon, momentum, scale: gamma !== undefined, center: beta !== undefined },
    output: graph.shapeOf(op.outputs.y),
    weights,
  };
}
