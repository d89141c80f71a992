// What the padded pools have in common: everything but the pooling.

import type { LayerClass } from '../layer-call.js';
import { layerClass } from './layer-class.js';
import { layerOptions, onlyInput, padding, padsOf, pair, windowsAlong } from './shared.js';

/** A class whose `pool(x)` is `body`, over `poolSize`, `strides` and `pads` in the form of tf.pad. */
export function paddedPooling(name: string, summary: string, body: string): LayerClass {
  return layerClass(
    name,
    [layerOptions, pair, padding, padsOf, onlyInput, windowsAlong],
    `
interface ${name}Options extends LayerOptions {
  poolSize: Pair;
  strides: Pair;
  padding: Padding;
}

${summary}
class ${name} extends tf.layers.Layer {
  static readonly className = '${name}';
  private readonly options: ${name}Options;

  constructor(options: ${name}Options) {
    super(options);
    this.options = options;
  }

  override computeOutputShape([batch, height, width, channels]: tf.Shape): tf.Shape {
    const { poolSize, strides, padding } = this.options;
    const [top, bottom, left, right] = padding;
    return [
      batch,
      windowsAlong(height, top + bottom, poolSize[0], strides[0]),
      windowsAlong(width, left + right, poolSize[1], strides[1]),
      channels,
    ];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { poolSize, strides, padding } = this.options;
    ${body.trim()}
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { poolSize, strides, padding } = this.options;
    return { ...super.getConfig(), poolSize, strides, padding };
  }
}
`,
  );
}
