// Losses, each with its gradient, as `compiler/graph/training-ops.ts` defines them.

import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { rowsOf } from './axes.js';

export interface LossAndGradient {
  /** Shape []. */
  readonly loss: TfTensor;
  /** In the shape of the scores. */
  readonly gradient: TfTensor;
}

/** dx = y · (dy − Σ dy·y). */
export function softmaxGradient(tf: TensorFlow, y: TfTensor, dy: TfTensor): TfTensor {
  const [rows, gradient] = [rowsOf(tf, y), rowsOf(tf, dy)];
  const dot = tf.sum(tf.mul(rows, gradient), -1, true);
  return tf.reshape(tf.mul(rows, tf.sub(gradient, dot)), y.shape);
}

export function softmaxCrossEntropy(tf: TensorFlow, scores: TfTensor, target: TfTensor): LossAndGradient {
  const { loss, gradient } = ofRows(tf, rowsOf(tf, scores), rowsOf(tf, target), scores.shape[0]);
  return { loss, gradient: tf.reshape(gradient, scores.shape) };
}

function ofRows(tf: TensorFlow, scores: TfTensor, target: TfTensor, batch: number): LossAndGradient {
  const shifted = tf.sub(scores, tf.max(scores, -1, true));
  const logProbability = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), -1, true)));
  const total = tf.sum(target, -1, true);
  return {
    loss: tf.div(tf.sum(tf.mul(target, logProbability)), -batch),
    gradient: tf.div(tf.sub(tf.mul(tf.exp(logProbability), total), target), batch),
  };
}

/** The mean of max(s, 0) − s·target + log(1 + e^−|s|). */
export function sigmoidCrossEntropy(tf: TensorFlow, scores: TfTensor, target: TfTensor): LossAndGradient {
  const { size } = scores;
  const bend = tf.log1p(tf.exp(tf.neg(tf.abs(scores))));
  const terms = tf.add(tf.sub(tf.relu(scores), tf.mul(scores, target)), bend);
  return {
    loss: tf.div(tf.sum(terms), size),
    gradient: tf.div(tf.sub(tf.sigmoid(scores), target), size),
  };
}

export function meanSquaredError(tf: TensorFlow, prediction: TfTensor, target: TfTensor): LossAndGradient {
  const difference = tf.sub(prediction, target);
  const { size } = prediction;
  return {
    loss: tf.div(tf.sum(tf.square(difference)), size),
    gradient: tf.mul(difference, 2 / size),
  };
}

export function meanAbsoluteError(tf: TensorFlow, prediction: TfTensor, target: TfTensor): LossAndGradient {
  const difference = tf.sub(prediction, target);
  const { size } = prediction;
  // The sign, and 0 where they are equal, of kernels that every backend has.
  const sign = tf.sub(tf.step(difference), tf.step(tf.neg(difference)));
  return { loss: tf.div(tf.sum(tf.abs(difference)), size), gradient: tf.div(sign, size) };
}

/** Σ weight · part of scalars. */
export function weightedSum(
  tf: TensorFlow,
  parts: readonly TfTensor[],
  weights: readonly number[],
): TfTensor {
  return parts.map((part, i) => tf.mul(part, weights[i])).reduce((sum, part) => tf.add(sum, part));
}
