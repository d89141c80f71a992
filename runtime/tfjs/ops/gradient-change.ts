// What becomes of gradients before weights move along them.

import type { TensorFlow, TfTensor } from '../tensorflow.js';

/** gradient + factor · weight */
export function addPenalty(tf: TensorFlow, gradient: TfTensor, weight: TfTensor, factor: number): TfTensor {
  return tf.add(gradient, tf.mul(weight, factor));
}

/** limit / max(norm, limit) of all gradients together; NaN where the norm is infinite or NaN. */
export function normFactor(tf: TensorFlow, gradients: readonly TfTensor[], limit: number): TfTensor {
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(squares.reduce((sum, part) => tf.add(sum, part)));
  return tf.add(tf.div(limit, tf.maximum(norm, limit)), notANumberUnlessFinite(tf, norm));
}

/** 0 of a number, NaN of NaN and infinities, which a comparison could swallow. */
function notANumberUnlessFinite(tf: TensorFlow, x: TfTensor): TfTensor {
  return tf.sub(x, x);
}

/** Holds each number between −limit and limit; NaN stays NaN. */
export function clampGradient(tf: TensorFlow, gradient: TfTensor, limit: number): TfTensor {
  return tf.minimum(tf.maximum(gradient, -limit), limit);
}
