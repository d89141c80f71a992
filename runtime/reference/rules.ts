// What every op computes, in float64; a forgotten op does not compile.

import type { OpOf } from '../../compiler/graph/ops.js';
import type { AnyOp } from '../../compiler/graph/inference-ops.js';
import type { Shape, ValueId } from '../../compiler/graph/value.js';
import { activation, activationGradient } from './activation.js';
import type { NumberArray } from './array.js';
import {
  batchNormalization,
  batchNormalizationGradient,
  batchStatistics,
  frozenNormalizationGradient,
  runningAverage,
} from './batch-normalization.js';
import {
  localResponseNormalization,
  localResponseNormalizationGradient,
  shuffleChannels,
} from './channels.js';
import {
  convolution,
  convolutionInputGradient,
  convolutionKernelGradient,
  transposedConvolution,
} from './convolution.js';
import { biasGradient, dense, denseInputGradient, denseKernelGradient } from './dense.js';
import { crop, zeroPad } from './edges.js';
import { addPenalty, clampGradient, normFactor, scaleGradient } from './gradient-change.js';
import { add, applyMask, concat, sliceChannels } from './join.js';
import {
  meanAbsoluteError,
  meanSquaredError,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  weightedSum,
} from './loss.js';
import { affine, multiply, sumStretched } from './multiply.js';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from './pool.js';
import { prelu, preluGradient } from './prelu.js';
import { softmax, softmaxGradient } from './softmax.js';
import { adamUpdate, rmspropUpdate, sgdUpdate } from './update.js';
import { upsample, upsampleGradient } from './upsample.js';

/** The arrays of an op's inputs or outputs, by the names of its fields. */
export type Arrays<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends readonly ValueId[]
    ? readonly NumberArray[]
    : NumberArray;
};

/**
 * From the arrays that an op reads to those that it makes. `outputShape` is that of its one output
 * with the batch, for ops whose inputs leave it open. Outputs that the op does not name are ignored.
 */
export type ReferenceRule<O extends AnyOp> = (
  op: O,
  inputs: Arrays<O['inputs']>,
  outputShape: Shape,
) => Arrays<O['outputs']>;

type ReferenceRules = {
  readonly [K in AnyOp['kind']]: ReferenceRule<OpOf<K, AnyOp>>;
};

const referenceRules: ReferenceRules = {
  convolution: ({ geometry }, { x, kernel, bias }) => ({ y: convolution(x, kernel, bias, geometry) }),
  'transposed-convolution': ({ geometry }, { x, kernel, bias }, y) => ({
    y: transposedConvolution(x, kernel, bias, geometry, y.slice(1, -1)),
  }),
  'max-pool': ({ geometry }, { x }) => ({ y: maxPool(x, geometry) }),
  'average-pool': ({ geometry, includePadding }, { x }) => ({ y: averagePool(x, geometry, includePadding) }),
  dense: (_, { x, kernel, bias }) => ({ y: dense(x, kernel, bias) }),
  'batch-normalization': ({ epsilon }, { x, gamma, beta, mean, variance }) => ({
    y: batchNormalization(x, { mean, variance }, gamma, beta, epsilon),
  }),
  dropout: (_, { x }) => ({ y: x }),
  activation: (op, { x }) => ({ y: activation(x, op.function) }),
  prelu: (_, { x, slope }) => ({ y: prelu(x, slope) }),
  softmax: (_, { x }) => ({ y: softmax(x) }),
  'local-response-normalization': (op, { x }) => ({ y: localResponseNormalization(x, op) }),
  reshape: (_, { x }, shape) => ({ y: { shape, data: x.data } }),
  'zero-pad': ({ padding }, { x }) => ({ y: zeroPad(x, padding) }),
  crop: ({ edges }, { x }) => ({ y: crop(x, edges) }),
  upsample: ({ factors, mode }, { x }) => ({ y: upsample(x, factors, mode) }),
  'shuffle-channels': ({ groups }, { x }) => ({ y: shuffleChannels(x, groups) }),
  affine: ({ factor, offset }, { x }) => ({ y: affine(x, factor, offset) }),
  concat: (_, { parts }) => ({ y: concat(parts) }),
  add: (_, { parts }) => ({ y: add(parts) }),
  multiply: (_, { parts }) => ({ y: multiply(parts) }),

  'fused-convolution': (op, { x, kernel, bias }) => ({
    y: activation(convolution(x, kernel, bias, op.geometry), op.function),
  }),
  'fused-dense': (op, { x, kernel, bias }) => ({ y: activation(dense(x, kernel, bias), op.function) }),

  'convolution-kernel-gradient': ({ geometry }, { x, dy }) => ({
    dkernel: convolutionKernelGradient(x, dy, geometry),
  }),
  'convolution-input-gradient': ({ geometry }, { dy, kernel }, dx) => ({
    dx: convolutionInputGradient(dy, kernel, geometry, dx.slice(1, -1)),
  }),
  'bias-gradient': (_, { dy }) => ({ dbias: biasGradient(dy) }),
  'dense-kernel-gradient': (_, { x, dy }) => ({ dkernel: denseKernelGradient(x, dy) }),
  'dense-input-gradient': (_, { dy, kernel }) => ({ dx: denseInputGradient(dy, kernel) }),
  'max-pool-gradient': ({ geometry }, { x, y, dy }) => ({ dx: maxPoolGradient(x, y, dy, geometry) }),
  'average-pool-gradient': ({ geometry, includePadding }, { dy }, dx) => ({
    dx: averagePoolGradient(dy, geometry, includePadding, dx.slice(1, -1)),
  }),
  'batch-normalization-training': ({ epsilon }, { x, gamma, beta }) => {
    const statistics = batchStatistics(x);
    return { y: batchNormalization(x, statistics, gamma, beta, epsilon), ...statistics };
  },
  'batch-normalization-gradient': ({ epsilon }, { x, gamma, mean, variance, dy }) =>
    batchNormalizationGradient(x, gamma, { mean, variance }, dy, epsilon),
  'frozen-normalization-gradient': ({ epsilon }, { gamma, variance, dy }) => ({
    dx: frozenNormalizationGradient(dy, gamma, variance, epsilon),
  }),
  'running-average': ({ momentum }, { running, batch, share }) => ({
    updated: runningAverage(running, batch, share, momentum),
  }),
  'apply-mask': (_, { x, mask }) => ({ y: applyMask(x, mask) }),
  'activation-gradient': (op, { x, y, dy }) => ({ dx: activationGradient(x, y, dy, op.function) }),
  'prelu-gradient': (_, { x, slope, dy }) => preluGradient(x, slope, dy),
  'softmax-gradient': (_, { y, dy }) => ({ dx: softmaxGradient(y, dy) }),
  'local-response-normalization-gradient': (op, { x, dy }) => ({
    dx: localResponseNormalizationGradient(x, dy, op),
  }),
  'upsample-gradient': ({ factors, mode }, { dy }, dx) => ({
    dx: upsampleGradient(dy, factors, mode, dx.slice(1, -1)),
  }),
  'sum-stretched': (_, { dy }, shape) => ({ dx: sumStretched(dy, shape) }),
  'slice-channels': ({ start, size }, { x }) => ({ y: sliceChannels(x, start, size) }),
  'softmax-cross-entropy': (_, { scores, target }) => {
    const { loss, gradient } = softmaxCrossEntropy(scores, target);
    return { loss, dscores: gradient };
  },
  'sigmoid-cross-entropy': (_, { scores, target }) => {
    const { loss, gradient } = sigmoidCrossEntropy(scores, target);
    return { loss, dscores: gradient };
  },
  'mean-squared-error': (_, { prediction, target }) => {
    const { loss, gradient } = meanSquaredError(prediction, target);
    return { loss, dprediction: gradient };
  },
  'mean-absolute-error': (_, { prediction, target }) => {
    const { loss, gradient } = meanAbsoluteError(prediction, target);
    return { loss, dprediction: gradient };
  },
  'weighted-sum': ({ weights }, { parts }) => ({ sum: weightedSum(parts, weights) }),
  'add-penalty': ({ factor }, { gradient, weight }) => ({ gradient: addPenalty(gradient, weight, factor) }),
  'norm-factor': ({ limit }, { gradients }) => ({ factor: normFactor(gradients, limit) }),
  'scale-gradient': (_, { gradient, factor }) => ({ gradient: scaleGradient(gradient, factor) }),
  'clamp-gradient': ({ limit }, { gradient }) => ({ gradient: clampGradient(gradient, limit) }),
  'sgd-update': (op, inputs) => sgdUpdate(inputs, op),
  'adam-update': (op, inputs) => adamUpdate(inputs, op),
  'rmsprop-update': (op, inputs) => rmspropUpdate(inputs, op),
};

/** The rule of an op, with its arrays by field name. */
export function referenceRule(op: AnyOp): ReferenceRule<AnyOp> {
  // The table pairs each kind with the rule of that kind, which indexing cannot express.
  return referenceRules[op.kind] as ReferenceRule<AnyOp>;
}
