// Convolutions beyond tfjs layers: in groups, dilated, or both.

import type { Fragment } from '../fragment.js';
import type { LayerClass } from '../layer-call.js';
import { type Connection, convolutionSource } from './convolution-source.js';
import { layerClass } from './layer-class.js';
import { layerOptions, onlyInput, padding, padsOf, pair, windowsAlong } from './shared.js';

const dilate: Fragment = {
  name: 'dilate',
  needs: [pair],
  source: `
/** Spreads a kernel over its dilated window, with zeros between; tfjs has no gradient of dilation itself. */
function dilate(kernel: tf.Tensor4D, [vertical, horizontal]: Pair): tf.Tensor4D {
  const [height, width, inputs, outputs] = kernel.shape;
  const rows = tf.reshape<tf.Rank.R3>(kernel, [height, 1, width * inputs * outputs]);
  const spreadRows = tf.pad(rows, [[0, 0], [0, vertical - 1], [0, 0]]);
  const pixels = tf.reshape<tf.Rank.R3>(spreadRows, [height * vertical * width, 1, inputs * outputs]);
  const spread = tf.pad(pixels, [[0, 0], [0, horizontal - 1], [0, 0]]);
  const whole = tf.reshape<tf.Rank.R4>(spread, [height * vertical, width * horizontal, inputs, outputs]);
  return tf.slice(whole, 0, [(height - 1) * vertical + 1, (width - 1) * horizontal + 1]);
}
`,
};

/** The class for a convolution that tfjs layers lack. Undilated ones it lacks only for groups. */
export function convolutionClass(dilated: boolean, connection: Connection): LayerClass {
  return dilated ? dilatedClasses[connection] : groupedClass;
}

const groupedClass = define('GroupedConv2D', false, 'grouped');

const dilatedClasses: Readonly<Record<Connection, LayerClass>> = {
  full: define('DilatedConv2D', true, 'full'),
  grouped: define('DilatedGroupedConv2D', true, 'grouped'),
  depthwise: define('DilatedDepthwiseConv2D', true, 'depthwise'),
};

function define(name: string, dilated: boolean, connection: Connection): LayerClass {
  const needs = [layerOptions, pair, padding, padsOf, onlyInput, windowsAlong, ...(dilated ? [dilate] : [])];
  return layerClass(name, needs, (given) =>
    convolutionSource({ name, dilated, connection, startsOtherwise: given.has('kernelInitializer') }),
  );
}
