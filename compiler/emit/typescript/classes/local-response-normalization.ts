// Local response normalisation, which tfjs has as an operation of maps of two axes, with another alpha.

import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput } from './shared.js';

export const localResponseNormalization = layerClass(
  'LocalResponseNormalization',
  [layerOptions, onlyInput],
  layerSource({
    name: 'LocalResponseNormalization',
    summary:
      '/** x / (k + alpha / size * sum of x^2 over `size` channels around each)^beta, as in AlexNet. */',
    options: { size: 'number', alpha: 'number', beta: 'number', k: 'number' },
    methods: [
      `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { size, alpha, beta, k } = this.options;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const channels = x.shape[x.shape.length - 1];
      const pixels = tf.reshape<tf.Rank.R4>(x, [1, 1, x.size / channels, channels]);
      // tfjs counts the channels on one side, and does not divide alpha by their number.
      const y = tf.localResponseNormalization(pixels, (size - 1) / 2, k, alpha / size, beta);
      return tf.reshape(y, x.shape);
    });
  }`,
    ],
  }),
);
