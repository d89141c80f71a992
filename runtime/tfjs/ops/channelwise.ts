// Batch normalisation (Ioffe and Szegedy 2015) and what else has a number a channel. Maps are looked
// at as rows of channels, [pixels, channels].

import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { rowsOf } from './axes.js';

export interface Statistics {
  readonly mean: TfTensor;
  readonly variance: TfTensor;
}

/** Over the batch and the pixels. */
export function sumOverPixels(tf: TensorFlow, x: TfTensor): TfTensor {
  return tf.sum(rowsOf(tf, x), 0);
}

/** A number a channel, added to every pixel. */
export function withBias(tf: TensorFlow, x: TfTensor, bias: TfTensor | undefined): TfTensor {
  return bias === undefined ? x : tf.reshape(tf.add(rowsOf(tf, x), bias), x.shape);
}

/** gamma · (x − mean) / √(variance + epsilon) + beta; a missing gamma is 1, a missing beta 0. */
export function batchNormalization(
  tf: TensorFlow,
  x: TfTensor,
  { mean, variance }: Statistics,
  { gamma, beta }: { readonly gamma?: TfTensor | undefined; readonly beta?: TfTensor | undefined },
  epsilon: number,
): TfTensor {
  const scale = scaleOf(tf, variance, gamma, epsilon);
  const y = tf.mul(tf.sub(rowsOf(tf, x), mean), scale);
  return tf.reshape(beta === undefined ? y : tf.add(y, beta), x.shape);
}

/** gamma / √(variance + epsilon). */
function scaleOf(tf: TensorFlow, variance: TfTensor, gamma: TfTensor | undefined, epsilon: number): TfTensor {
  const scale = tf.rsqrt(tf.add(variance, epsilon));
  return gamma === undefined ? scale : tf.mul(scale, gamma);
}

/** The variance is the biased one, divided by n. */
export function batchStatistics(tf: TensorFlow, x: TfTensor): Statistics {
  const rows = rowsOf(tf, x);
  const [count] = rows.shape;
  const mean = tf.div(tf.sum(rows, 0), count);
  const variance = tf.div(tf.sum(tf.square(tf.sub(rows, mean)), 0), count);
  return { mean, variance };
}

/**
 * With x̂ standardised and n elements a channel: dbeta = Σdy, dgamma = Σdy·x̂ and
 * dx = gamma / √(variance + epsilon) · (dy − dbeta / n − x̂ · dgamma / n).
 */
export function batchNormalizationGradient(
  tf: TensorFlow,
  { x, dy, gamma }: { readonly x: TfTensor; readonly dy: TfTensor; readonly gamma?: TfTensor | undefined },
  { mean, variance }: Statistics,
  epsilon: number,
): { readonly dx: TfTensor; readonly dgamma: TfTensor; readonly dbeta: TfTensor } {
  const rows = rowsOf(tf, dy);
  const [count] = rows.shape;
  const standard = tf.mul(tf.sub(rowsOf(tf, x), mean), scaleOf(tf, variance, undefined, epsilon));
  const dbeta = tf.sum(rows, 0);
  const dgamma = tf.sum(tf.mul(rows, standard), 0);
  const away = tf.div(tf.add(dbeta, tf.mul(standard, dgamma)), count);
  const dx = tf.mul(tf.sub(rows, away), scaleOf(tf, variance, gamma, epsilon));
  return { dx: tf.reshape(dx, x.shape), dgamma, dbeta };
}

/** gamma · dy / √(variance + epsilon): statistics that stay as they are, are constants. */
export function frozenNormalizationGradient(
  tf: TensorFlow,
  { dy, gamma }: { readonly dy: TfTensor; readonly gamma?: TfTensor | undefined },
  variance: TfTensor,
  epsilon: number,
): TfTensor {
  return tf.reshape(tf.mul(rowsOf(tf, dy), scaleOf(tf, variance, gamma, epsilon)), dy.shape);
}

/** max(x, 0) + slope · min(x, 0). */
export function prelu(tf: TensorFlow, x: TfTensor, slope: TfTensor): TfTensor {
  const rows = rowsOf(tf, x);
  return tf.reshape(tf.add(tf.relu(rows), tf.mul(tf.minimum(rows, 0), slope)), x.shape);
}

export function preluGradient(
  tf: TensorFlow,
  x: TfTensor,
  slope: TfTensor,
  dy: TfTensor,
): { readonly dx: TfTensor; readonly dslope: TfTensor } {
  const [rows, gradient] = [rowsOf(tf, x), rowsOf(tf, dy)];
  const isAbove = tf.step(rows);
  const derivative = tf.add(isAbove, tf.mul(tf.sub(1, isAbove), slope));
  const dslope = tf.sum(tf.mul(tf.minimum(rows, 0), gradient), 0);
  return { dx: tf.reshape(tf.mul(derivative, gradient), x.shape), dslope };
}

/** Takes channel i · (channels / groups) + j to channel j · groups + i. */
export function shuffleChannels(tf: TensorFlow, x: TfTensor, groups: number): TfTensor {
  const [pixels, channels] = rowsOf(tf, x).shape;
  const grouped = tf.reshape(x, [pixels, groups, channels / groups]);
  return tf.reshape(tf.transpose(grouped, [0, 2, 1]), x.shape);
}
