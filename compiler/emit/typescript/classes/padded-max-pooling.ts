// Max-pools with any padding. Zeros in front of a pool of tfjs would win over negative numbers.

import { poolOf, type PaddedPool } from './padded-pooling.js';

export const paddedMaxPooling: PaddedPool = {
  name: 'PaddedMaxPooling',
  summary: '/** The maximum of each window over the pixels of the map; padding never wins. */',
  pool: (axes) =>
    axes === 3 ? spacePool : `return ${poolOf('max', 'tf.pad(x, padsOf(padding), -Infinity)', axes)};`,
};

/** By `tf.maxPool` alone: the gradient of `tf.maxPool3d` is wrong for windows that are no squares (cpu). */
const spacePool = `
      // Planes first, then depth: tfjs takes the gradient of its own pool in space as if windows were square.
      const map = tf.pad(x, padsOf(padding), -Infinity);
      const [batch, depth, height, width, channels] = map.shape;
      const [first, ...window] = poolSize;
      const [step, ...steps] = strides;
      const planes = tf.reshape<tf.Rank.R4>(map, [batch * depth, height, width, channels]);
      const pooled = tf.maxPool(planes, window, steps, 'valid');
      const [, rows, columns] = pooled.shape;
      const stacks = tf.reshape<tf.Rank.R4>(pooled, [batch, depth, rows * columns, channels]);
      const y = tf.maxPool(stacks, [first, 1], [step, 1], 'valid');
      return tf.reshape(y, [batch, y.shape[1], rows, columns, channels]);`;
