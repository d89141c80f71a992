// Maps of one and three axes without their edges; tfjs crops those of two.

import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput } from './shared.js';

export const cropping = layerClass(
  'Cropping',
  [layerOptions, onlyInput],
  layerSource({
    name: 'Cropping',
    summary: '/** A map of any number of axes without its edges; tfjs crops those of two. */',
    options: { cropping: '[before: number, after: number][]' },
    methods: [
      `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { cropping } = this.options;
    const sizes = cropping.map(([before, after], axis) => Number(map[axis]) - before - after);
    return [batch, ...sizes, map[map.length - 1]];
  }`,
      `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = onlyInput(inputs);
    const start = [0, ...this.options.cropping.map(([before]) => before), 0];
    return tf.slice(x, start, this.computeOutputShape(x.shape).map(Number));
  }`,
    ],
  }),
);
