// Weights keep the names under which files of weights hold them.

import { expect, it } from 'vitest';
import { compilationOf } from './zoo.js';

it.each([
  ['lenet-5', ['conv1/kernel', 'conv2/bias', 'dense3/kernel']],
  ['vgg', ['conv1/kernel', 'conv13/bias', 'dense1/kernel']],
  ['googlenet', ['inception1.conv1/kernel', 'inception9.conv6/bias', 'dense1/bias']],
  [
    'resnet',
    [
      'conv1.bn/variance',
      'Stage1.residual1.shortcut/kernel',
      'Stage1.residual1.shortcut.bn/gamma',
      'Stage2.residual1.conv3/kernel',
      'Stage4.residual3.conv3.bn/beta',
    ],
  ],
  ['densenet', ['Dense1.concat1.conv2/kernel', 'Dense4.concat16.bn1/mean', 'Transition3.conv1/kernel']],
  ['squeezenet', ['Fire8.concat1.conv2/kernel', 'conv2/bias']],
  ['mobilenet-v1', ['Separable1.depthwise1/kernel', 'Separable13.conv1.bn/gamma']],
  ['mobilenet-v2', ['Stage1.residual1.depthwise1/kernel', 'Stage6.residual3.conv2/kernel']],
  ['efficientnet-b0', ['Stage2.MBConv1.residual1.multiply1.dense2/bias']],
  ['inception-v3', ['Conv1.conv1/kernel', 'InceptionC2.inception1.concat2.Conv2.conv1/kernel']],
  ['xception', ['Middle8.residual1.separable3/depthwise', 'Halve1.residual1.shortcut/kernel']],
  ['u-net', ['level1.conv2/kernel', 'Up4.concat1.conv-transpose1/kernel', 'conv1/bias']],
  ['m5', ['conv1/kernel', 'Stage3.conv1.bn/mean']],
  ['c3d', ['conv8/kernel', 'dense3/bias']],
])('%s', (file, names) => {
  const { graph } = compilationOf({ file });
  expect(graph?.weights.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});
