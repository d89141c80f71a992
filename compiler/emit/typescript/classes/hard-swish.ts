// Hard swish as in MobileNetV3, which tfjs lacks.

import { layerClass } from './layer-class.js';
import { onlyInput } from './shared.js';

export const hardSwish = layerClass(
  'HardSwish',
  [onlyInput],
  `
/** x relu6(x + 3) / 6. */
class HardSwish extends tf.layers.Layer {
  static readonly className = 'HardSwish';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      return tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6));
    });
  }
}
`,
);
