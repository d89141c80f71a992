// A network over sequences, with what tfjs lacks for one axis: odd padding, depthwise and transposed
// convolutions, and repeated pixels.

import type { Graph } from '../../compiler/graph/graph.js';
import { Network } from '../support/network.js';

export function sequence(): Graph {
  const network = new Network('Sequence');
  let x = network.input([64, 4], 'samples');
  x = network.convolution(x, { window: 8, maps: 8, stride: 4, pad: [2, 2], bias: false }, 'stem');
  x = network.relu(network.normalization(x, {}, 'stem.bn'), 'stem.relu');
  x = network.maxPool(x, { window: 3, stride: 2, pad: 1 }, 'pool1');
  x = network.convolution(x, { window: 3, maps: 8, groups: 8, pad: 'same' }, 'depthwise1');
  x = network.convolution(x, { window: 2, maps: 8, dilation: 2, pad: [2, 0] }, 'causal1');
  x = network.activation(x, { name: 'silu' }, 'causal1.silu');
  x = network.transposedConvolution(x, { window: 4, maps: 4, stride: 2, pad: 1 }, 'up1');
  x = network.upsample(x, { factor: 2 }, 'up2');
  x = network.prelu(network.shuffleChannels(x, 2, 'shuffle1'), 'up2.prelu');
  return network.finish(network.softmax(network.dense(network.globalAverage(x, 'pool2'), 3, 'word'), 'word'));
}
