// Averages with any padding, left out of the mean, with the right gradient at the border.

import { paddedPooling } from './padded-pooling.js';

export const paddedAveragePooling = paddedPooling(
  'PaddedAveragePooling2D',
  `/**
 * The mean of each window over the pixels of the map, without the padding. It is the mean with zeros,
 * over the share of pixels, because tfjs takes the gradient of a padded average over the whole window.
 */`,
  `
    return tf.tidy(() => {
      const mean = (map: tf.Tensor4D): tf.Tensor4D =>
        tf.avgPool(tf.pad(map, padsOf(padding)), poolSize, strides, 'valid');
      const x = onlyInput(inputs);
      const [, height, width] = x.shape;
      return tf.div(mean(x), mean(tf.ones<tf.Rank.R4>([1, height, width, 1])));
    });
  `,
);
