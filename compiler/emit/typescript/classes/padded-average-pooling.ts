// Averages with any padding, left out of the mean, with the right gradient at the border.

import { poolOf, type PaddedPool } from './padded-pooling.js';
import { spatial } from './spatial.js';

export const paddedAveragePooling: PaddedPool = {
  name: 'PaddedAveragePooling',
  summary: () => `/**
 * The mean of each window over the pixels of the map, without the padding. It is the mean with zeros,
 * over the share of pixels, because tfjs takes the gradient of a padded average over the whole window.
 */`,
  pool: (axes) => {
    const { tensor } = spatial[axes];
    const sizes = Array.from({ length: axes }, (_, axis) => `x.shape[${axis + 1}]`);
    return `
      const mean = (map: ${tensor}): ${tensor} =>
        ${poolOf('avg', 'tf.pad(map, padsOf(padding))', axes)};
      return tf.div(mean(x), mean(tf.ones([1, ${sizes.join(', ')}, 1])));`;
  },
};
