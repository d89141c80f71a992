// Channels in another order, as ShuffleNet has it; tfjs has no such layer.

import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput } from './shared.js';

export const shuffleChannels = layerClass(
  'ShuffleChannels',
  [layerOptions, onlyInput],
  layerSource({
    name: 'ShuffleChannels',
    summary: '/** Deals the channels out: the first of each group, then the second of each, and so on. */',
    options: { groups: 'number' },
    methods: [
      `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { groups } = this.options;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const channels = x.shape[x.shape.length - 1];
      const grouped = tf.reshape(x, [x.size / channels, groups, channels / groups]);
      return tf.reshape(tf.transpose(grouped, [0, 2, 1]), x.shape);
    });
  }`,
    ],
  }),
);
