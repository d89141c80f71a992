// ELU with another alpha than 1, which the layer of tfjs refuses.

import { layerClass } from './layer-class.js';
import { layerOptions, onlyInput } from './shared.js';

export const elu = layerClass(
  'ScaledElu',
  [layerOptions, onlyInput],
  `
interface ScaledEluOptions extends LayerOptions {
  alpha: number;
}

/** ELU whose negative side is alpha (exp(x) - 1); tfjs has it for alpha 1 alone. */
class ScaledElu extends tf.layers.Layer {
  static readonly className = 'ScaledElu';
  private readonly alpha: number;

  constructor(options: ScaledEluOptions) {
    super(options);
    this.alpha = options.alpha;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      return tf.add(tf.relu(x), tf.mul(this.alpha, tf.expm1(tf.minimum(x, 0))));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), alpha: this.alpha };
  }
}
`,
);
