// ELU with another alpha than 1, which the layer of tfjs refuses.

import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput } from './shared.js';

export const elu = layerClass(
  'ScaledElu',
  [layerOptions, onlyInput],
  layerSource({
    name: 'ScaledElu',
    summary: '/** ELU whose negative side is alpha (exp(x) - 1); tfjs has it for alpha 1 alone. */',
    options: { alpha: 'number' },
    methods: [
      `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      return tf.add(tf.relu(x), tf.mul(this.options.alpha, tf.expm1(tf.minimum(x, 0))));
    });
  }`,
    ],
  }),
);
