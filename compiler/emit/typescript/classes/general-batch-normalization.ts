// Batch normalisation of maps of three axes, and without gamma, without beta, or without both. tfjs
// takes no map of three axes; without gamma or beta it predicts, but throws when it trains (4.22,
// read and run).

import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput } from './shared.js';

const fields = `private gamma?: tf.LayerVariable;
  private beta?: tf.LayerVariable;
  private mean!: tf.LayerVariable;
  private variance!: tf.LayerVariable;`;

const build = `
  override build(inputShape: tf.Shape): void {
    const add = (name: string, start: 'zeros' | 'ones', trainable: boolean): tf.LayerVariable =>
      this.addWeight(name, inputShape.slice(-1), 'float32', tf.initializers[start](), undefined, trainable);
    if (this.options.scale) this.gamma = add('gamma', 'ones', true);
    if (this.options.center) this.beta = add('beta', 'zeros', true);
    this.mean = add('mean', 'zeros', false);
    this.variance = add('variance', 'ones', false);
    this.built = true;
  }`;

const call = `
  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      if (!training) return this.normalize(x, this.mean.read(), this.variance.read());
      const { mean, variance } = tf.moments(x, [...x.shape.keys()].slice(0, -1));
      this.keep(this.mean, mean);
      this.keep(this.variance, variance);
      return this.normalize(x, mean, variance);
    });
  }`;

const normalize = `
  private normalize(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    const centred = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, this.options.epsilon)));
    const scaled = this.gamma ? tf.mul(centred, this.gamma.read()) : centred;
    return this.beta ? tf.add(scaled, this.beta.read()) : scaled;
  }`;

const keep = `
  private keep(running: tf.LayerVariable, batch: tf.Tensor): void {
    const { momentum } = this.options;
    running.write(tf.add(tf.mul(running.read(), momentum), tf.mul(batch, 1 - momentum)));
  }`;

export const generalBatchNormalization = layerClass(
  'GeneralBatchNormalization',
  [layerOptions, onlyInput],
  layerSource({
    name: 'GeneralBatchNormalization',
    summary: `/**
 * Batch normalisation of maps of any number of axes, with or without scale and center; tfjs cannot
 * train it without them, and takes no maps of three axes.
 * \`momentum\` is the share of the old running statistics that a step keeps.
 */`,
    options: { epsilon: 'number', momentum: 'number', scale: 'boolean', center: 'boolean' },
    fields,
    methods: [build, call],
    privateMethods: [normalize, keep],
  }),
);
