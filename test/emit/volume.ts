// A network over volumes, with what tfjs lacks for three axes: padding, groups, batch normalisation,
// transposed convolutions that can be trained, and pools of the whole map.

import type { Graph } from '../../compiler/graph/graph.js';
import { Network } from '../support/network.js';

export function volume(): Graph {
  const network = new Network('Volume');
  let x = network.input([6, 8, 8, 2], 'scan');
  x = network.convolution(x, { window: 3, maps: 4, pad: [1, 2] }, 'conv1');
  x = network.relu(network.normalization(x, {}, 'conv1.bn'), 'conv1.relu');
  x = network.maxPool(x, { window: [1, 2, 2], stride: [1, 2, 2] }, 'pool1');
  x = network.convolution(x, { window: 3, maps: 4, groups: 4, pad: 'same' }, 'depthwise1');
  x = network.averagePool(x, { window: 3, stride: 2, pad: 1 }, 'pool2');
  x = network.responseNormalization(x, { size: 3, alpha: 0.1 }, 'lrn1');
  x = network.transposedConvolution(x, { window: 3, maps: 4, stride: 2, pad: 1, outputPadding: 1 }, 'up1');
  x = network.maxPool(x, { window: [8, 4, 4] }, 'pool3');
  return network.finish(network.dense(network.flatten(x, 'flat'), 2, 'diagnosis'));
}
