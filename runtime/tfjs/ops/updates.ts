// How optimizers move a weight along its gradient: the formulas of every engine, not those of
// TensorFlow.js, whose Adam puts epsilon elsewhere and keeps its corrections to itself.

import type { AdamUpdate, SgdUpdate } from '../../../compiler/graph/training-ops.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

type Read<Inputs> = { readonly [Name in keyof Inputs]: TfTensor };
type Made<Outputs> = { readonly [Name in keyof Outputs]: TfTensor };

/** velocity' = momentum · velocity − rate · gradient; weight' = weight + velocity'. */
export function sgdUpdate(
  tf: TensorFlow,
  { weight, gradient, velocity, rate }: Read<SgdUpdate['inputs']>,
  momentum: number,
): Made<SgdUpdate['outputs']> {
  const step = tf.mul(gradient, rate);
  if (velocity === undefined) return { weight: tf.sub(weight, step) };
  const moved = tf.sub(tf.mul(velocity, momentum), step);
  return { weight: tf.add(weight, moved), velocity: moved };
}

/** Kingma and Ba 2015, algorithm 1. */
export function adamUpdate(
  tf: TensorFlow,
  { weight, gradient, m, v, rate, correction1, correction2 }: Read<AdamUpdate['inputs']>,
  { beta1, beta2, epsilon }: Pick<AdamUpdate, 'beta1' | 'beta2' | 'epsilon'>,
): Made<AdamUpdate['outputs']> {
  const first = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const second = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const size = tf.add(tf.sqrt(tf.div(second, correction2)), epsilon);
  const moved = tf.div(tf.mul(first, tf.div(rate, correction1)), size);
  return { weight: tf.sub(weight, moved), m: first, v: second };
}
