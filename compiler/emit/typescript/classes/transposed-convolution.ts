// Transposed convolutions beyond tfjs layers: with any padding, output padding, dilation or groups,
// over one axis, and over three, where tfjs has no gradient.

import type { LayerClass } from '../layer-call.js';
import { layerClass } from './layer-class.js';
import { layerOptions, onlyInput, padding } from './shared.js';
import { spatial, type Axes } from './spatial.js';
import { spread } from './spread.js';
import { transposedConvolutionSource } from './transposed-convolution-source.js';

export function transposedConvolutionClass(axes: Axes, dilated: boolean, grouped: boolean): LayerClass {
  const name = `${dilated ? 'Dilated' : ''}${grouped ? 'Grouped' : ''}TransposedConv${axes}D`;
  const connection = grouped ? 'grouped' : 'full';
  return layerClass(
    name,
    [
      layerOptions,
      spatial[axes].sizes,
      padding,
      onlyInput,
      ...(dilated || axes === 3 ? [spread] : []),
      ...(axes === 3 ? [transposeInSpace] : []),
    ],
    (given) => transposedConvolutionSource({ name, axes, dilated, connection }, given),
  );
}

const transposeInSpace = {
  name: 'conv3dTranspose',
  needs: [spread],
  source: `
/** \`tf.conv3dTranspose\`, which has no gradient, as a convolution of a map with zeros in it. */
function conv3dTranspose(x: tf.Tensor5D, kernel: tf.Tensor5D, size: number[], strides: Triple): tf.Tensor5D {
  const apart = spread(x, strides, 1);
  const reach = kernel.shape.slice(0, 3).map((window) => window - 1);
  const around = reach.map((before, axis): [number, number] => [before, size[axis] - apart.shape[axis + 1]]);
  const turned = tf.transpose(tf.reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]);
  return tf.conv3d(tf.pad(apart, [[0, 0], ...around, [0, 0]]), turned, 1, 'valid');
}
`,
};
