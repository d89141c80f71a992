// A network for every op over maps of one, two and three axes, in the geometries in which tfjs has
// no layer, a wrong one or one for other axes. Each begins with a weight that its gradient must reach.

import type { Graph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { Network } from '../support/network.js';
import type { Sides } from '../support/windows.js';

export const maps: Readonly<Record<string, readonly number[]>> = {
  '1-D': [9],
  '2-D': [7, 6],
  '3-D': [4, 5, 6],
};

/** What is computed of a map with four channels. */
type Layers = (network: Network, x: ValueId, axes: number) => ValueId;

/** As many of these as there are axes. */
function first<Item>(items: readonly Item[], axes: number): Item[] {
  return items.slice(0, axes);
}

const uneven: readonly Sides[] = [[0, 2], [1, 0], [2, 1]]; // prettier-ignore

export const layers: Readonly<Record<string, Layers>> = {
  convolution: (network, x) => network.convolution(x, { window: 3, maps: 5 }),
  'convolution, same': (network, x) => network.convolution(x, { window: 3, maps: 5, pad: 'same', stride: 2 }),
  'convolution, same, with a window below the stride': (network, x, axes) =>
    network.convolution(x, { window: first([1, 3, 1], axes), maps: 5, pad: 'same', stride: 2 }),
  'convolution, padded': (network, x, axes) =>
    network.convolution(x, { window: first([3, 2, 3], axes), maps: 5, pad: first(uneven, axes) }),
  'convolution, dilated': (network, x, axes) =>
    network.convolution(x, {
      window: first([3, 2, 2], axes),
      maps: 5,
      dilation: first([2, 3, 2], axes),
      pad: 1,
      stride: 2,
    }),
  'convolution, in groups': (network, x, axes) =>
    network.convolution(x, { window: 3, maps: 6, groups: 2, pad: 1, stride: first([2, 1, 2], axes) }),
  'convolution, in groups, dilated': (network, x) =>
    network.convolution(x, { window: 2, maps: 6, groups: 2, dilation: 2, bias: false }),
  depthwise: (network, x) => network.convolution(x, { window: 3, maps: 4, groups: 4, pad: 'same' }),
  'depthwise, with a multiplier': (network, x) =>
    network.convolution(x, { window: 3, maps: 8, groups: 4, pad: 1, stride: 2 }),
  'depthwise, dilated': (network, x) =>
    network.convolution(x, { window: 2, maps: 8, groups: 4, dilation: 2, pad: 1 }),
  'transposed, valid': (network, x) => network.transposedConvolution(x, { window: 3, maps: 3, stride: 2 }),
  'transposed, same': (network, x) =>
    network.transposedConvolution(x, { window: 3, maps: 3, stride: 2, pad: 'same' }),
  'transposed, padded': (network, x, axes) =>
    network.transposedConvolution(x, {
      window: first([4, 3, 4], axes),
      maps: 3,
      stride: first([3, 2, 1], axes),
      pad: first(uneven, axes),
      outputPadding: first([2, 1, 0], axes),
    }),
  'transposed, window below the stride': (network, x) =>
    network.transposedConvolution(x, { window: 1, maps: 3, stride: 2, outputPadding: 1, bias: false }),
  'transposed, dilated, in groups': (network, x) =>
    network.transposedConvolution(x, { window: 2, maps: 6, stride: 2, dilation: 3, groups: 2, pad: 1 }),
  'max-pool': (network, x) => network.maxPool(x, { window: 2 }),
  'max-pool, same': (network, x) => network.maxPool(x, { window: 3, stride: 2, pad: 'same' }),
  'max-pool, padded': (network, x) => network.maxPool(x, { window: 3, stride: 2, pad: [0, 1], ceil: true }),
  'max-pool of the whole map': (network, x) =>
    network.flatten(network.maxPool(x, { window: network.shapeOf(x).slice(0, -1) })),
  'average-pool': (network, x) => network.averagePool(x, { window: 3, stride: 1 }),
  'average-pool, padded': (network, x) => network.averagePool(x, { window: 3, stride: 2, pad: 1 }),
  'average-pool, padding included': (network, x) =>
    network.averagePool(x, { window: 3, stride: 2, pad: 1, ceil: true, includePadding: true }),
  'average of the whole map': (network, x) => network.globalAverage(x),
  'batch normalisation': (network, x) => network.normalization(x, { epsilon: 0.01 }),
  prelu: (network, x) => network.prelu(x),
  softmax: (network, x) => network.softmax(x),
  activations: (network, x) =>
    network.activation(network.activation(x, { name: 'gelu' }), { name: 'hard-swish' }),
  'response normalisation': (network, x) =>
    network.responseNormalization(x, { size: 3, alpha: 0.5, beta: 0.75, k: 2 }),
  'zero-pad': (network, x, axes) => network.zeroPad(x, first(uneven, axes)),
  crop: (network, x, axes) => network.crop(x, first(uneven, axes)),
  'upsample, nearest': (network, x, axes) => network.upsample(x, { factor: first([3, 2, 1], axes) }),
  'upsample, nearest, far': (network, x, axes) => network.upsample(x, { factor: first([49, 1, 1], axes) }),
  'upsample, bilinear': (network, x, axes) =>
    network.upsample(x, { factor: first([2, 3, 4], axes), mode: 'bilinear' }),
  'upsample, bilinear, of one pixel': (network, x) =>
    network.upsample(network.maxPool(x, { window: network.shapeOf(x).slice(0, -1) }), {
      factor: 3,
      mode: 'bilinear',
    }),
  'shuffle-channels': (network, x) => network.shuffleChannels(x, 2),
  affine: (network, x) => network.affine(network.affine(x, 0.5, -0.25), 3),
  'joins and dropout': (network, x) => {
    const y = network.concat([network.dropout(x, 0.5), network.relu(x)]);
    return network.add([y, y]);
  },
  'multiply, stretched': (network, x) =>
    network.multiply([
      network.maxPool(x, { window: network.shapeOf(x).slice(0, -1) }),
      network.convolution(x, { window: 1, maps: 1 }),
      x,
    ]),
};

export function spatialNetwork(map: readonly number[], layer: Layers): Graph {
  const network = new Network();
  const x = network.convolution(network.input([...map, 4]), { window: 1, maps: 4 }, 'first');
  return network.finish(layer(network, x, map.length));
}
