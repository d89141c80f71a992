// The networks whose modules are kept as golden files.

import type { Graph } from '../../compiler/graph/graph.js';
import { Network } from '../support/network.js';
import { sequence } from './sequence.js';
import { unet } from './unet.js';
import { volume } from './volume.js';

/** LeNet-5 with ReLU, a chain. */
function lenet(): Graph {
  const network = new Network('LeNet5');
  let x = network.input([28, 28, 1]);
  x = network.relu(network.convolution(x, { window: 5, maps: 6, pad: 'same' }, 'conv1'), 'conv1.relu');
  x = network.maxPool(x, { window: 2 }, 'pool1');
  x = network.relu(network.convolution(x, { window: 5, maps: 16 }, 'conv2'), 'conv2.relu');
  x = network.maxPool(x, { window: 2 }, 'pool2');
  x = network.flatten(x, 'flatten1');
  x = network.relu(network.dense(x, 120, 'dense1'), 'dense1.relu');
  x = network.relu(network.dense(x, 84, 'dense2'), 'dense2.relu');
  return network.finish(network.softmax(network.dense(x, 10, 'dense3'), 'dense3.softmax'));
}

/** An inception, a residual and a classifier on the mean of the map. */
function branches(): Graph {
  const network = new Network('Branches');
  const convolution = (layer: string, x: number, maps: number, window: number, stride = 1): number =>
    network.relu(network.convolution(x, { window, maps, stride, pad: 'same' }, layer), `${layer}.relu`);
  let x = network.input([16, 16, 3], 'image');
  x = convolution('conv1', x, 16, 3);
  x = network.maxPool(x, { window: 3, stride: 2, pad: 'same' }, 'pool1');
  x = network.concat(
    [
      convolution('inception1.conv1', x, 8, 1),
      convolution('inception1.conv3', convolution('inception1.conv2', x, 12, 1), 16, 3),
      convolution('inception1.conv5', convolution('inception1.conv4', x, 4, 1), 8, 5),
      convolution(
        'inception1.conv6',
        network.maxPool(x, { window: 3, stride: 1, pad: 'same' }, 'inception1.pool1'),
        8,
        1,
      ),
    ],
    'inception1',
  );
  x = network.relu(residual(network, x, 64), 'residual1.relu');
  x = network.dropout(network.globalAverage(x, 'pool2'), 0.4, 'dropout1');
  return network.finish(network.softmax(network.dense(x, 10, 'classes'), 'classes'));
}

function residual(network: Network, x: number, maps: number): number {
  let body = network.convolution(x, { window: 3, maps, stride: 2, pad: 1, bias: false }, 'residual1.conv1');
  body = network.relu(network.normalization(body, {}, 'residual1.conv1.bn'), 'residual1.conv1.relu');
  body = network.convolution(body, { window: 3, maps, pad: 1, bias: false }, 'residual1.conv2');
  body = network.normalization(body, { epsilon: 1e-5, momentum: 0.9 }, 'residual1.conv2.bn');
  let shortcut = network.convolution(x, { window: 1, maps, stride: 2, bias: false }, 'residual1.shortcut');
  shortcut = network.normalization(shortcut, {}, 'residual1.shortcut.bn');
  return network.add([body, shortcut], 'residual1');
}

/** Every layer that tfjs lacks, and every one that it keeps otherwise; two inputs and two outputs. */
function everyLayer(): Graph {
  const network = new Network('EveryLayer');
  const left = network.input([16, 16, 4], 'left');
  const right = network.input([16, 16, 4], 'right');
  let x = network.convolution(
    network.add([left, right], 'sum'),
    {
      window: 3,
      maps: 8,
      groups: 2,
      pad: 'same',
    },
    'grouped',
  );
  x = network.activation(x, { name: 'hard-swish' }, 'grouped.hardSwish');
  x = network.convolution(
    x,
    {
      window: 3,
      maps: 8,
      dilation: 2,
      stride: 2,
      pad: [
        [2, 2],
        [1, 3],
      ],
    },
    'dilated',
  );
  x = network.activation(x, { name: 'elu', alpha: 0.5 }, 'dilated.elu');
  x = network.convolution(
    x,
    {
      window: [3, 2],
      maps: 12,
      dilation: [1, 2],
      groups: 4,
      pad: 1,
      bias: false,
    },
    'atrousGroups',
  );
  x = network.prelu(x, 'atrousGroups.prelu');
  x = network.convolution(x, { window: 3, maps: 12, dilation: 2, groups: 12, pad: 2 }, 'atrousDepthwise');
  x = network.activation(x, { name: 'hard-sigmoid' }, 'atrousDepthwise.hardSigmoid');
  const maximum = network.maxPool(x, { window: 3, stride: 2, pad: 1 }, 'maximum');
  const mean = network.averagePool(x, { window: 3, stride: 2, pad: 1 }, 'mean');
  const zeros = network.averagePool(
    x,
    {
      window: 3,
      stride: 2,
      pad: 1,
      includePadding: true,
    },
    'meanOfZerosToo',
  );
  x = network.concat([maximum, mean, zeros], 'pools');
  x = network.convolution(x, { window: 3, maps: 72, groups: 36, pad: 'same' }, 'depthwise');
  x = network.activation(x, { name: 'leaky', slope: 0.1 }, 'depthwise.leaky');
  const map = network.normalization(
    network.normalization(x, {}, 'standard'),
    {
      scale: false,
      center: false,
    },
    'norm',
  );
  const row = network.dense(network.flatten(map, 'flat'), 3, 'row');
  return network.finish({ name: 'map', value: map }, { name: 'row', value: row });
}

/** By the name of the file. */
export const networks: Readonly<Record<string, () => Graph>> = {
  lenet,
  branches,
  'every-layer': everyLayer,
  unet,
  sequence,
  volume,
};
