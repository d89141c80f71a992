// The networks whose modules are kept as golden files.

import type { Graph } from '../../compiler/graph/graph.js';
import { Network } from './network.js';

/** LeNet-5 with ReLU, a chain. */
export function lenet(): Graph {
  const network = new Network('LeNet5');
  let x = network.input([28, 28, 1]);
  x = network.relu('conv1.relu', network.convolution('conv1', x, { window: 5, maps: 6, pad: 'same' }));
  x = network.pool('pool1', 'max', x, { window: 2 });
  x = network.relu('conv2.relu', network.convolution('conv2', x, { window: 5, maps: 16 }));
  x = network.pool('pool2', 'max', x, { window: 2 });
  x = network.flatten('flatten1', x);
  x = network.relu('dense1.relu', network.dense('dense1', x, 120));
  x = network.relu('dense2.relu', network.dense('dense2', x, 84));
  return network.finish(network.softmax('dense3.softmax', network.dense('dense3', x, 10)));
}

/** An inception, a residual and a classifier on the mean of the map. */
export function branches(): Graph {
  const network = new Network('Branches');
  const convolution = (layer: string, x: number, maps: number, window: number, stride = 1): number =>
    network.relu(`${layer}.relu`, network.convolution(layer, x, { window, maps, stride, pad: 'same' }));
  let x = network.input([16, 16, 3], 'image');
  x = convolution('conv1', x, 16, 3);
  x = network.pool('pool1', 'max', x, { window: 3, stride: 2, pad: 'same' });
  x = network.concat(
    'inception1',
    convolution('inception1.conv1', x, 8, 1),
    convolution('inception1.conv3', convolution('inception1.conv2', x, 12, 1), 16, 3),
    convolution('inception1.conv5', convolution('inception1.conv4', x, 4, 1), 8, 5),
    convolution(
      'inception1.conv6',
      network.pool('inception1.pool1', 'max', x, { window: 3, stride: 1, pad: 'same' }),
      8,
      1,
    ),
  );
  x = network.relu('residual1.relu', residual(network, x, 64));
  x = network.dropout('dropout1', network.globalAverage('pool2', x), 0.4);
  return network.finish(network.softmax('classes', network.dense('classes', x, 10)));
}

function residual(network: Network, x: number, maps: number): number {
  let body = network.convolution('residual1.conv1', x, { window: 3, maps, stride: 2, pad: 1, bias: false });
  body = network.relu('residual1.conv1.relu', network.normalization('residual1.conv1.bn', body));
  body = network.convolution('residual1.conv2', body, { window: 3, maps, pad: 1, bias: false });
  body = network.normalization('residual1.conv2.bn', body, { epsilon: 1e-5, momentum: 0.9 });
  let shortcut = network.convolution('residual1.shortcut', x, { window: 1, maps, stride: 2, bias: false });
  shortcut = network.normalization('residual1.shortcut.bn', shortcut);
  return network.add('residual1', body, shortcut);
}

/** Every layer that tfjs lacks, and every one that it keeps otherwise; two inputs and two outputs. */
export function everyLayer(): Graph {
  const network = new Network('EveryLayer');
  const left = network.input([16, 16, 4], 'left');
  const right = network.input([16, 16, 4], 'right');
  let x = network.convolution('grouped', network.add('sum', left, right), {
    window: 3,
    maps: 8,
    groups: 2,
    pad: 'same',
  });
  x = network.activation('grouped.hardSwish', x, { name: 'hard-swish' });
  x = network.convolution('dilated', x, { window: 3, maps: 8, dilation: 2, stride: 2, pad: [2, 2, 1, 3] });
  x = network.activation('dilated.elu', x, { name: 'elu', alpha: 0.5 });
  x = network.convolution('atrousGroups', x, {
    window: [3, 2],
    maps: 12,
    dilation: [1, 2],
    groups: 4,
    pad: 1,
    bias: false,
  });
  x = network.prelu('atrousGroups.prelu', x);
  x = network.convolution('atrousDepthwise', x, { window: 3, maps: 12, dilation: 2, groups: 12, pad: 2 });
  x = network.activation('atrousDepthwise.hardSigmoid', x, { name: 'hard-sigmoid' });
  const maximum = network.pool('maximum', 'max', x, { window: 3, stride: 2, pad: 1 });
  const mean = network.pool('mean', 'average', x, { window: 3, stride: 2, pad: 1 });
  const zeros = network.pool('meanOfZerosToo', 'average', x, {
    window: 3,
    stride: 2,
    pad: 1,
    includePadding: true,
  });
  x = network.concat('pools', maximum, mean, zeros);
  x = network.convolution('depthwise', x, { window: 3, maps: 72, groups: 36, pad: 'same' });
  x = network.activation('depthwise.leaky', x, { name: 'leaky', slope: 0.1 });
  const map = network.normalization('norm', network.normalization('standard', x), {
    scale: false,
    center: false,
  });
  const row = network.dense('row', network.flatten('flat', map), 3);
  return network.finish({ name: 'map', value: map }, { name: 'row', value: row });
}
