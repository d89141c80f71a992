// What the padded pools have in common: everything but the pooling.

import type { LayerClass } from '../layer-call.js';
import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { countWindows, layerOptions, onlyInput, paddedSizes, padding, padsOf } from './shared.js';
import { spatial, type Axes } from './spatial.js';

/** What one kind of padded pool says of itself. */
export interface PaddedPool {
  /** `PaddedMaxPooling`, of which the class is called `PaddedMaxPooling2D`. */
  readonly name: string;
  /** A comment. */
  readonly summary: (axes: Axes) => string;
  /** The statements that pool `x`. */
  readonly pool: (axes: Axes) => string;
}

export function paddedPooling({ name, summary, pool }: PaddedPool, axes: Axes): LayerClass {
  const { sizes, tensor } = spatial[axes];
  const className = `${name}${axes}D`;
  return layerClass(
    className,
    [layerOptions, sizes, padding, padsOf, paddedSizes, onlyInput, countWindows],
    layerSource({
      name: className,
      summary: summary(axes),
      options: { poolSize: sizes.name, strides: sizes.name, padding: 'Padding' },
      methods: [computeOutputShape, poolCall(tensor, ['poolSize', 'strides', 'padding'], pool(axes))],
    }),
  );
}

/** A call of tfjs that pools without padding; it pools sequences as maps of width 1. */
export function poolOf(kind: 'max' | 'avg', map: string, axes: Axes): string {
  switch (axes) {
    case 1:
      return `tf.squeeze<tf.Tensor3D>(
        tf.${kind}Pool(tf.expandDims<tf.Tensor4D>(${map}, 2), [poolSize[0], 1], [strides[0], 1], 'valid'),
        [2],
      )`;
    case 2:
      return `tf.${kind}Pool(${map}, poolSize, strides, 'valid')`;
    case 3:
      return `tf.${kind}Pool3d(${map}, poolSize, strides, 'valid')`;
  }
}

const computeOutputShape = `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { poolSize, strides, padding } = this.options;
    const windows = countWindows(paddedSizes(map, padding), poolSize, strides);
    return [batch, ...windows, map[map.length - 1]];
  }`;

/** The method that pools, of these options. */
export function poolCall(tensor: string, options: readonly string[], pool: string): string {
  return `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { ${options.join(', ')} } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<${tensor}>(inputs);
      ${pool.trim()}
    });
  }`;
}
