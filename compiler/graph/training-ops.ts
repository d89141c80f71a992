// The ops that only a training step has. Together with `Op` they are all that a training engine
// needs to know; `compiler/passes/differentiate` writes graphs of them.

import type { ActivationFunction, ConvolutionGeometry, Op, OpBase, PoolGeometry } from './ops.js';
import type { UpdateOp } from './update-ops.js';
import type { Shape, ValueId } from './value.js';

/** dL/dkernel of a convolution. */
export interface ConvolutionKernelGradient extends OpBase<'convolution-kernel-gradient'> {
  readonly inputs: { readonly x: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dkernel: ValueId };
  readonly geometry: ConvolutionGeometry;
}

/** dL/dx of a convolution. */
export interface ConvolutionInputGradient extends OpBase<'convolution-input-gradient'> {
  readonly inputs: { readonly dy: ValueId; readonly kernel: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly geometry: ConvolutionGeometry;
}

/** dL/dbias: dy summed over the batch and every axis but the last. */
export interface BiasGradient extends OpBase<'bias-gradient'> {
  readonly inputs: { readonly dy: ValueId };
  readonly outputs: { readonly dbias: ValueId };
}

/** dL/dkernel = xᵀ · dy of a dense layer. */
export interface DenseKernelGradient extends OpBase<'dense-kernel-gradient'> {
  readonly inputs: { readonly x: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dkernel: ValueId };
}

/** dL/dx = dy · kernelᵀ of a dense layer. */
export interface DenseInputGradient extends OpBase<'dense-input-gradient'> {
  readonly inputs: { readonly dy: ValueId; readonly kernel: ValueId };
  readonly outputs: { readonly dx: ValueId };
}

/**
 * dL/dx of a maximum pool: dy goes to the first maximum (row-major) of each window, and is
 * summed where windows overlap.
 */
export interface MaxPoolGradient extends OpBase<'max-pool-gradient'> {
  readonly inputs: { readonly x: ValueId; readonly y: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly geometry: PoolGeometry;
}

/** dL/dx of an average pool: dy spread evenly over the pixels that were counted. */
export interface AveragePoolGradient extends OpBase<'average-pool-gradient'> {
  readonly inputs: { readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly geometry: PoolGeometry;
  readonly includePadding: boolean;
}

/** Batch normalisation with the batch's own mean and biased variance, which are outputs. */
export interface BatchNormalizationTraining extends OpBase<'batch-normalization-training'> {
  readonly inputs: { readonly x: ValueId; readonly gamma?: ValueId; readonly beta?: ValueId };
  readonly outputs: { readonly y: ValueId; readonly mean: ValueId; readonly variance: ValueId };
  readonly epsilon: number;
}

/** dL/dx, dL/dgamma and dL/dbeta through the batch's own statistics. */
export interface BatchNormalizationGradient extends OpBase<'batch-normalization-gradient'> {
  readonly inputs: {
    readonly x: ValueId;
    readonly gamma?: ValueId;
    readonly mean: ValueId;
    readonly variance: ValueId;
    readonly dy: ValueId;
  };
  readonly outputs: { readonly dx: ValueId; readonly dgamma?: ValueId; readonly dbeta?: ValueId };
  readonly epsilon: number;
}

/**
 * dL/dx = dy · gamma / √(variance + epsilon) of a batch normalisation that is frozen: it normalises
 * by its running statistics, which are constants.
 */
export interface FrozenNormalizationGradient extends OpBase<'frozen-normalization-gradient'> {
  readonly inputs: { readonly gamma?: ValueId; readonly variance: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly epsilon: number;
}

/**
 * running' = k · running + (1 − k) · batch with k = min(momentum, share), where the scalar input
 * `share` is (1 + t) / (10 + t) at step t (from 0): short runs then evaluate well.
 */
export interface RunningAverage extends OpBase<'running-average'> {
  readonly inputs: { readonly running: ValueId; readonly batch: ValueId; readonly share: ValueId };
  readonly outputs: { readonly updated: ValueId };
  readonly momentum: number;
}

/**
 * y = x · mask, both for dropout's forward and its gradient. The mask, an input of the step, is
 * 0 where a value is dropped and 1 / (1 − rate) elsewhere.
 */
export interface ApplyMask extends OpBase<'apply-mask'> {
  readonly inputs: { readonly x: ValueId; readonly mask: ValueId };
  readonly outputs: { readonly y: ValueId };
}

/** dL/dx = f′(x) · dy, with both x and y = f(x) at hand. */
export interface ActivationGradient extends OpBase<'activation-gradient'> {
  readonly inputs: { readonly x: ValueId; readonly y: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly function: ActivationFunction;
}

export interface PreluGradient extends OpBase<'prelu-gradient'> {
  readonly inputs: { readonly x: ValueId; readonly slope: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId; readonly dslope: ValueId };
}

/** dx = y · (dy − Σ dy·y), the sum over the last axis. */
export interface SoftmaxGradient extends OpBase<'softmax-gradient'> {
  readonly inputs: { readonly y: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
}

/** dL/dx of local response normalisation. */
export interface LocalResponseNormalizationGradient extends OpBase<'local-response-normalization-gradient'> {
  readonly inputs: { readonly x: ValueId; readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;
}

/** dL/dx of an upsampling: each pixel of dy, shared out to the pixels that it was read from. */
export interface UpsampleGradient extends OpBase<'upsample-gradient'> {
  readonly inputs: { readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly factors: readonly number[];
  readonly mode: 'nearest' | 'bilinear';
}

/** dy summed over the axes that a product stretched: those on which `shape` has size 1 and dy more. */
export interface SumStretched extends OpBase<'sum-stretched'> {
  readonly inputs: { readonly dy: ValueId };
  readonly outputs: { readonly dx: ValueId };
  readonly shape: Shape;
}

/** `size` channels of x from `start` on: the gradient of a concat's part. */
export interface SliceChannels extends OpBase<'slice-channels'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly start: number;
  readonly size: number;
}

/**
 * The mean over the batch of −Σ target · log softmax(scores), and its gradient
 * (softmax(scores) · Σ target − target) / batch. `target` has the shape of the scores; a class
 * index is a one-hot row.
 */
export interface SoftmaxCrossEntropy extends OpBase<'softmax-cross-entropy'> {
  readonly inputs: { readonly scores: ValueId; readonly target: ValueId };
  readonly outputs: { readonly loss: ValueId; readonly dscores: ValueId };
}

/**
 * The mean over the batch and the labels of max(s, 0) − s·target + log(1 + e^−|s|), where s are
 * the scores before the sigmoid, and its gradient (sigmoid(s) − target) / count.
 */
export interface SigmoidCrossEntropy extends OpBase<'sigmoid-cross-entropy'> {
  readonly inputs: { readonly scores: ValueId; readonly target: ValueId };
  readonly outputs: { readonly loss: ValueId; readonly dscores: ValueId };
}

/** The mean of (prediction − target)² over the batch and the elements, and its gradient. */
export interface MeanSquaredError extends OpBase<'mean-squared-error'> {
  readonly inputs: { readonly prediction: ValueId; readonly target: ValueId };
  readonly outputs: { readonly loss: ValueId; readonly dprediction: ValueId };
}

/** The mean of |prediction − target| over the batch and the elements, and its gradient, 0 where they are equal. */
export interface MeanAbsoluteError extends OpBase<'mean-absolute-error'> {
  readonly inputs: { readonly prediction: ValueId; readonly target: ValueId };
  readonly outputs: { readonly loss: ValueId; readonly dprediction: ValueId };
}

/** Σ weight · loss over the losses of several outputs, scalars. */
export interface WeightedSum extends OpBase<'weighted-sum'> {
  readonly inputs: { readonly parts: readonly ValueId[] };
  readonly outputs: { readonly sum: ValueId };
  /** One a part. */
  readonly weights: readonly number[];
}

export type GradientOp =
  | ConvolutionKernelGradient
  | ConvolutionInputGradient
  | BiasGradient
  | DenseKernelGradient
  | DenseInputGradient
  | MaxPoolGradient
  | AveragePoolGradient
  | BatchNormalizationTraining
  | BatchNormalizationGradient
  | FrozenNormalizationGradient
  | RunningAverage
  | ApplyMask
  | ActivationGradient
  | PreluGradient
  | SoftmaxGradient
  | LocalResponseNormalizationGradient
  | UpsampleGradient
  | SumStretched
  | SliceChannels
  | SoftmaxCrossEntropy
  | SigmoidCrossEntropy
  | MeanSquaredError
  | MeanAbsoluteError
  | WeightedSum
  | UpdateOp;

/** What a training step is made of. */
export type TrainingOp = Op | GradientOp;
