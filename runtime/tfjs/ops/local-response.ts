// Local response normalisation (Krizhevsky et al. 2012, section 3.3, with alpha divided by the size as
// in Caffe). The sum over the channels around is a product with a band of ones.

import type { LocalResponseNormalization } from '../../../compiler/graph/ops.js';
import { sizeOf } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

type Constants = Pick<LocalResponseNormalization, 'size' | 'alpha' | 'beta' | 'k'>;

/** y = x · s^−beta with s = k + alpha / size · Σ x² over the channels around. */
export function localResponseNormalization(tf: TensorFlow, x: TfTensor, constants: Constants): TfTensor {
  return tf.mul(x, tf.pow(scaleOf(tf, x, constants), -constants.beta));
}

/**
 * x_c stands in its own y_c and in the s of every channel around it:
 * dx_c = dy_c · s_c^−beta − 2 · alpha / size · beta · x_c · Σ dy_a · x_a · s_a^(−beta − 1).
 */
export function localResponseNormalizationGradient(
  tf: TensorFlow,
  x: TfTensor,
  dy: TfTensor,
  constants: Constants,
): TfTensor {
  const { size, alpha, beta } = constants;
  const scale = scaleOf(tf, x, constants);
  const power = tf.pow(scale, -beta);
  const through = around(tf, tf.div(tf.mul(tf.mul(dy, x), power), scale), size);
  return tf.sub(tf.mul(dy, power), tf.mul(tf.mul(x, through), (2 * alpha * beta) / size));
}

function scaleOf(tf: TensorFlow, x: TfTensor, { size, alpha, k }: Constants): TfTensor {
  return tf.add(tf.mul(around(tf, tf.square(x), size), alpha / size), k);
}

/** The sum over the channels within (size − 1) / 2, as many as there are. */
function around(tf: TensorFlow, x: TfTensor, size: number): TfTensor {
  const channels = x.shape[x.shape.length - 1];
  const band = Array.from({ length: channels * channels }, (_, i) => {
    const apart = Math.abs(Math.floor(i / channels) - (i % channels));
    return apart <= (size - 1) / 2 ? 1 : 0;
  });
  const rows = tf.reshape(x, [sizeOf(x.shape.slice(0, -1)), channels]);
  return tf.reshape(tf.matMul(rows, tf.tensor2d(band, [channels, channels])), x.shape);
}
