// Convolutions beyond tfjs layers: in groups, by channel along one axis, dilated, or both.

import type { LayerClass } from '../layer-call.js';
import { convolutionSource } from './convolution-source.js';
import type { Connection } from './kernel-source.js';
import { layerClass } from './layer-class.js';
import { countWindows, layerOptions, onlyInput } from './shared.js';
import { spatial, type Axes } from './spatial.js';
import { spread } from './spread.js';

/** The class for a convolution that tfjs layers lack; tfjs knows depthwise ones of two axes at most. */
export function convolutionClass(axes: Axes, dilated: boolean, connection: Connection): LayerClass {
  const prefix = { full: '', grouped: 'Grouped', depthwise: 'Depthwise' }[connection];
  const name = `${dilated ? 'Dilated' : ''}${prefix}Conv${axes}D`;
  return layerClass(
    name,
    [layerOptions, spatial[axes].sizes, onlyInput, countWindows, ...(dilated ? [spread] : [])],
    (given) => convolutionSource({ name, axes, dilated, connection }, given),
  );
}
