// Batch normalisation without gamma, without beta, or without both. tfjs predicts with such a layer,
// but throws when it trains one (4.22, read and run).

import { layerClass } from './layer-class.js';
import { layerOptions, onlyInput } from './shared.js';

export const partialBatchNormalization = layerClass(
  'PartialBatchNormalization',
  [layerOptions, onlyInput],
  `
interface PartialBatchNormalizationOptions extends LayerOptions {
  epsilon: number;
  /** The share of the old running statistics that a step keeps. */
  momentum: number;
  scale: boolean;
  center: boolean;
}

/** Batch normalisation that may lack scale and center; tfjs has it, but cannot train it. */
class PartialBatchNormalization extends tf.layers.Layer {
  static readonly className = 'PartialBatchNormalization';
  private readonly options: PartialBatchNormalizationOptions;
  private gamma?: tf.LayerVariable;
  private beta?: tf.LayerVariable;
  private mean!: tf.LayerVariable;
  private variance!: tf.LayerVariable;

  constructor(options: PartialBatchNormalizationOptions) {
    super(options);
    this.options = options;
  }

  override build(inputShape: tf.Shape): void {
    const add = (name: string, start: 'zeros' | 'ones', trainable: boolean): tf.LayerVariable =>
      this.addWeight(name, inputShape.slice(-1), 'float32', tf.initializers[start](), undefined, trainable);
    if (this.options.scale) this.gamma = add('gamma', 'ones', true);
    if (this.options.center) this.beta = add('beta', 'zeros', true);
    this.mean = add('mean', 'zeros', false);
    this.variance = add('variance', 'ones', false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      if (!training) return this.normalize(x, this.mean.read(), this.variance.read());
      const { mean, variance } = tf.moments(x, [...x.shape.keys()].slice(0, -1));
      this.keep(this.mean, mean);
      this.keep(this.variance, variance);
      return this.normalize(x, mean, variance);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { epsilon, momentum, scale, center } = this.options;
    return { ...super.getConfig(), epsilon, momentum, scale, center };
  }

  private normalize(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    const centred = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, this.options.epsilon)));
    const scaled = this.gamma ? tf.mul(centred, this.gamma.read()) : centred;
    return this.beta ? tf.add(scaled, this.beta.read()) : scaled;
  }

  private keep(running: tf.LayerVariable, batch: tf.Tensor): void {
    const { momentum } = this.options;
    running.write(tf.add(tf.mul(running.read(), momentum), tf.mul(batch, 1 - momentum)));
  }
}
`,
);
