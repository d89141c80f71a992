// What each op is made of on TensorFlow.js, exhaustive over everything that a network predicts or
// trains with. Training interprets the gradient ops of `TrainingGraph` like all others, so that its
// numbers are those of every engine on every backend.

import type { AnyOp } from '../../compiler/graph/inference-ops.js';
import type { OpOf } from '../../compiler/graph/ops.js';
import type { Shape, ValueId } from '../../compiler/graph/value.js';
import { activate, activationGradient } from './ops/activation.js';
import { noEdge, rowsOf, withEdges, withMapEdges } from './ops/axes.js';
import {
  batchNormalization,
  batchNormalizationGradient,
  batchStatistics,
  frozenNormalizationGradient,
  prelu,
  preluGradient,
  shuffleChannels,
  sumOverPixels,
  withBias,
} from './ops/channelwise.js';
import { convolution } from './ops/convolution.js';
import { dense, denseInputGradient, denseKernelGradient } from './ops/dense.js';
import { addPenalty, clampGradient, normFactor } from './ops/gradient-change.js';
import { convolutionInputGradient } from './ops/input-gradient.js';
import { convolutionKernelGradient } from './ops/kernel-gradient.js';
import { localResponseNormalization, localResponseNormalizationGradient } from './ops/local-response.js';
import {
  meanAbsoluteError,
  meanSquaredError,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  softmaxGradient,
  weightedSum,
} from './ops/losses.js';
import { multiply, sumStretched } from './ops/multiply.js';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from './ops/pools.js';
import { adamUpdate, rmspropUpdate, sgdUpdate } from './ops/updates.js';
import { upsample, upsampleGradient } from './ops/upsample.js';
import type { TensorFlow, TfTensor } from './tensorflow.js';

/** The tensors of an op's inputs or outputs, by the names of its fields. */
export type TensorsOf<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends readonly ValueId[] ? readonly TfTensor[] : TfTensor;
};

/**
 * From the tensors that an op reads to those that it makes. `shape` is that of its first output, the
 * batch in front, for ops whose inputs leave it open. Outputs that the op does not name are ignored.
 */
export type TfRule<O extends AnyOp> = (
  tf: TensorFlow,
  op: O,
  inputs: TensorsOf<O['inputs']>,
  shape: Shape,
) => TensorsOf<O['outputs']>;

type TfRules = { readonly [K in AnyOp['kind']]: TfRule<OpOf<K, AnyOp>> };

const rules: TfRules = {
  convolution: (tf, { geometry }, inputs) => ({ y: convolution(tf, inputs, geometry) }),
  'transposed-convolution': (tf, { geometry }, { x, kernel, bias }, shape) => {
    const y = convolutionInputGradient(tf, x, kernel, geometry, shape.slice(1, -1));
    return { y: withBias(tf, y, bias) };
  },
  'max-pool': (tf, { geometry }, { x }) => ({ y: maxPool(tf, x, geometry) }),
  'average-pool': (tf, { geometry, includePadding }, { x }) => ({
    y: averagePool(tf, x, geometry, includePadding),
  }),
  dense: (tf, _, inputs) => ({ y: dense(tf, inputs) }),
  'batch-normalization': (tf, { epsilon }, { x, gamma, beta, mean, variance }) => ({
    y: batchNormalization(tf, x, { mean, variance }, { gamma, beta }, epsilon),
  }),
  dropout: (_tf, _op, { x }) => ({ y: x }),
  activation: (tf, op, { x }) => ({ y: activate(tf, x, op.function) }),
  prelu: (tf, _, { x, slope }) => ({ y: prelu(tf, x, slope) }),
  softmax: (tf, _, { x }) => ({ y: tf.reshape(tf.softmax(rowsOf(tf, x)), x.shape) }),
  'local-response-normalization': (tf, op, { x }) => ({ y: localResponseNormalization(tf, x, op) }),
  reshape: (tf, _, { x }, shape) => ({ y: tf.reshape(x, [...shape]) }),
  'zero-pad': (tf, { padding }, { x }) => ({ y: withMapEdges(tf, x, padding) }),
  crop: (tf, { edges }, { x }) => ({
    y: withMapEdges(
      tf,
      x,
      edges.map(({ before, after }) => ({ before: -before, after: -after })),
    ),
  }),
  upsample: (tf, { factors, mode }, { x }) => ({ y: upsample(tf, x, factors, mode) }),
  'shuffle-channels': (tf, { groups }, { x }) => ({ y: shuffleChannels(tf, x, groups) }),
  affine: (tf, { factor, offset }, { x }) => ({ y: tf.add(tf.mul(x, factor), offset) }),
  concat: (tf, _, { parts }) => ({ y: tf.concat([...parts], -1) }),
  add: (tf, _, { parts }) => ({ y: parts.reduce((sum, part) => tf.add(sum, part)) }),
  multiply: (tf, _, { parts }) => ({ y: multiply(tf, parts) }),

  'fused-convolution': (tf, op, inputs) => ({ y: convolution(tf, inputs, op.geometry, op.function) }),
  'fused-dense': (tf, op, inputs) => ({ y: dense(tf, inputs, op.function) }),

  'convolution-kernel-gradient': (tf, { geometry }, { x, dy }) => ({
    dkernel: convolutionKernelGradient(tf, x, dy, geometry),
  }),
  'convolution-input-gradient': (tf, { geometry }, { dy, kernel }, shape) => ({
    dx: convolutionInputGradient(tf, dy, kernel, geometry, shape.slice(1, -1)),
  }),
  'bias-gradient': (tf, _, { dy }) => ({ dbias: sumOverPixels(tf, dy) }),
  'dense-kernel-gradient': (tf, _, { x, dy }) => ({ dkernel: denseKernelGradient(tf, x, dy) }),
  'dense-input-gradient': (tf, _, { dy, kernel }) => ({ dx: denseInputGradient(tf, dy, kernel) }),
  'max-pool-gradient': (tf, { geometry }, inputs) => ({ dx: maxPoolGradient(tf, inputs, geometry) }),
  'average-pool-gradient': (tf, { geometry, includePadding }, { dy }, shape) => ({
    dx: averagePoolGradient(tf, dy, geometry, includePadding, shape.slice(1, -1)),
  }),
  'batch-normalization-training': (tf, { epsilon }, { x, gamma, beta }) => {
    const statistics = batchStatistics(tf, x);
    return { y: batchNormalization(tf, x, statistics, { gamma, beta }, epsilon), ...statistics };
  },
  'batch-normalization-gradient': (tf, { epsilon }, { x, gamma, mean, variance, dy }) =>
    batchNormalizationGradient(tf, { x, dy, gamma }, { mean, variance }, epsilon),
  'frozen-normalization-gradient': (tf, { epsilon }, { dy, gamma, variance }) => ({
    dx: frozenNormalizationGradient(tf, { dy, gamma }, variance, epsilon),
  }),
  'running-average': (tf, { momentum }, { running, batch, share }) => {
    const kept = tf.minimum(share, momentum);
    return { updated: tf.add(tf.mul(running, kept), tf.mul(batch, tf.sub(1, kept))) };
  },
  'apply-mask': (tf, _, { x, mask }) => ({ y: tf.mul(x, mask) }),
  'activation-gradient': (tf, op, inputs) => ({ dx: activationGradient(tf, inputs, op.function) }),
  'prelu-gradient': (tf, _, { x, slope, dy }) => preluGradient(tf, x, slope, dy),
  'softmax-gradient': (tf, _, { y, dy }) => ({
    dx: softmaxGradient(tf, y, dy),
  }),
  'local-response-normalization-gradient': (tf, op, { x, dy }) => ({
    dx: localResponseNormalizationGradient(tf, x, dy, op),
  }),
  'upsample-gradient': (tf, { factors, mode }, { dy }) => ({ dx: upsampleGradient(tf, dy, factors, mode) }),
  'sum-stretched': (tf, _, { dy }, shape) => ({ dx: sumStretched(tf, dy, shape) }),
  'slice-channels': (tf, { start, size }, { x }) => {
    const last = x.shape.length - 1;
    const after = start + size - x.shape[last];
    const edges = x.shape.map((_, axis) => (axis === last ? { before: -start, after } : noEdge));
    return { y: withEdges(tf, x, edges) };
  },
  'softmax-cross-entropy': (tf, _, { scores, target }) => {
    const { loss, gradient } = softmaxCrossEntropy(tf, scores, target);
    return { loss, dscores: gradient };
  },
  'sigmoid-cross-entropy': (tf, _, { scores, target }) => {
    const { loss, gradient } = sigmoidCrossEntropy(tf, scores, target);
    return { loss, dscores: gradient };
  },
  'mean-squared-error': (tf, _, { prediction, target }) => {
    const { loss, gradient } = meanSquaredError(tf, prediction, target);
    return { loss, dprediction: gradient };
  },
  'mean-absolute-error': (tf, _, { prediction, target }) => {
    const { loss, gradient } = meanAbsoluteError(tf, prediction, target);
    return { loss, dprediction: gradient };
  },
  'weighted-sum': (tf, { weights }, { parts }) => ({ sum: weightedSum(tf, parts, weights) }),
  'add-penalty': (tf, { factor }, { gradient, weight }) => ({
    gradient: addPenalty(tf, gradient, weight, factor),
  }),
  'norm-factor': (tf, { limit }, { gradients }) => ({ factor: normFactor(tf, gradients, limit) }),
  'scale-gradient': (tf, _, { gradient, factor }) => ({ gradient: tf.mul(gradient, factor) }),
  'clamp-gradient': (tf, { limit }, { gradient }) => ({ gradient: clampGradient(tf, gradient, limit) }),
  'sgd-update': (tf, op, inputs) => sgdUpdate(tf, inputs, op),
  'adam-update': (tf, op, inputs) => adamUpdate(tf, inputs, op),
  'rmsprop-update': (tf, op, inputs) => rmspropUpdate(tf, inputs, op),
};

/** The rule of an op, with its tensors by field name. */
export function tfRule(op: AnyOp): TfRule<AnyOp> {
  // The table pairs each kind with the rule of that kind, which indexing cannot express.
  return rules[op.kind] as TfRule<AnyOp>;
}
