// Hard sigmoid as in MobileNetV3; the one of tfjs has another slope.

import { layerClass } from './layer-class.js';
import { onlyInput } from './shared.js';

export const hardSigmoid = layerClass(
  'HardSigmoid',
  [onlyInput],
  `
/** relu6(x + 3) / 6; the hard sigmoid of tfjs is clip(0.2 x + 0.5, 0, 1). */
class HardSigmoid extends tf.layers.Layer {
  static readonly className = 'HardSigmoid';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.div(tf.relu6(tf.add(onlyInput(inputs), 3)), 6));
  }
}
`,
);
