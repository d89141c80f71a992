// How optimizers move a weight along its gradient: the formulas of every engine, not those of
// TensorFlow.js, whose Adam puts epsilon elsewhere and keeps its corrections to itself.

import type { AdamUpdate, RmspropUpdate, SgdUpdate } from '../../../compiler/graph/update-ops.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

type Read<Inputs> = { readonly [Name in keyof Inputs]: TfTensor };
type Made<Outputs> = { readonly [Name in keyof Outputs]: TfTensor };

/** Sutskever et al. 2013, Nesterov's momentum in the weights at which the gradient is taken. */
export function sgdUpdate(
  tf: TensorFlow,
  { weight, gradient, velocity, rate }: Read<SgdUpdate['inputs']>,
  { momentum, nesterov }: Pick<SgdUpdate, 'momentum' | 'nesterov'>,
): Made<SgdUpdate['outputs']> {
  const step = tf.mul(gradient, rate);
  if (velocity === undefined) return { weight: tf.sub(weight, step) };
  const moved = tf.sub(tf.mul(velocity, momentum), step);
  const ahead = nesterov ? tf.sub(tf.mul(moved, momentum), step) : moved;
  return { weight: tf.add(weight, ahead), velocity: moved };
}

/** Kingma and Ba 2015, algorithm 1; the decay is that of Loshchilov and Hutter 2019. */
export function adamUpdate(
  tf: TensorFlow,
  { weight, gradient, m, v, rate, correction1, correction2 }: Read<AdamUpdate['inputs']>,
  { beta1, beta2, epsilon, decay }: Pick<AdamUpdate, 'beta1' | 'beta2' | 'epsilon' | 'decay'>,
): Made<AdamUpdate['outputs']> {
  const first = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1));
  const second = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const size = tf.add(tf.sqrt(tf.div(second, correction2)), epsilon);
  const moved = tf.div(tf.mul(first, tf.div(rate, correction1)), size);
  const away = decay === 0 ? moved : tf.add(moved, tf.mul(weight, tf.mul(rate, decay)));
  return { weight: tf.sub(weight, away), m: first, v: second };
}

/** Tieleman and Hinton 2012. */
export function rmspropUpdate(
  tf: TensorFlow,
  { weight, gradient, square, rate }: Read<RmspropUpdate['inputs']>,
  { rho, epsilon }: Pick<RmspropUpdate, 'rho' | 'epsilon'>,
): Made<RmspropUpdate['outputs']> {
  const mean = tf.add(tf.mul(square, rho), tf.mul(tf.square(gradient), 1 - rho));
  const moved = tf.div(tf.mul(gradient, rate), tf.sqrt(tf.add(mean, epsilon)));
  return { weight: tf.sub(weight, moved), square: mean };
}
