// Max-pools with any padding. Zeros in front of a pool of tfjs would win over negative numbers.

import { paddedPooling } from './padded-pooling.js';

export const paddedMaxPooling = paddedPooling(
  'PaddedMaxPooling2D',
  '/** The maximum of each window over the pixels of the map; padding never wins. */',
  `
    return tf.tidy(() => tf.maxPool(onlyInput(inputs), poolSize, strides, padsOf(padding)));
  `,
);
