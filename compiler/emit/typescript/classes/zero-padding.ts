// Zeros around maps of one and three axes; tfjs has them for two.

import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput, paddedSizes, padding, padsOf } from './shared.js';

export const zeroPadding = layerClass(
  'ZeroPadding',
  [layerOptions, padding, padsOf, paddedSizes, onlyInput],
  layerSource({
    name: 'ZeroPadding',
    summary: '/** Zeros around a map of any number of axes; tfjs has them for two. */',
    options: { padding: 'Padding' },
    methods: [
      `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    return [batch, ...paddedSizes(map, this.options.padding), map[map.length - 1]];
  }`,
      `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.pad(onlyInput(inputs), padsOf(this.options.padding));
  }`,
    ],
  }),
);
