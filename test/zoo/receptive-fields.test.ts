// Receptive fields as a person computes them: a window of k pixels sees (k − 1) · j more than one
// pixel did, where j is how far apart neighbours stand, and a stride makes that many times of j.

import { expect, it } from 'vitest';
import { lastMapField, receptiveFieldsOf } from './zoo.js';

it('LeNet-5: a pixel before the dense layers sees 16 of 28, the dense layers 32 with the padding', () => {
  expect(receptiveFieldsOf({ file: 'lenet-5' })).toMatchObject({
    conv1: 1 + (5 - 1) * 1, // 5, neighbours 1 pixel apart
    pool1: 5 + (2 - 1) * 1, // 6; its stride puts them 2 apart
    conv2: 6 + (5 - 1) * 2, // 14
    pool2: 14 + (2 - 1) * 2, // 16; now 4 apart
    flatten1: 16,
    dense1: 16 + (5 - 1) * 4, // 32: all of the 5x5 map
    dense3: 32,
  });
});

it('AlexNet: 195 before the dense layers', () => {
  expect(receptiveFieldsOf({ file: 'alexnet' })).toMatchObject({
    conv1: 1 + (11 - 1) * 1, // 11; 4 apart
    pool1: 11 + (3 - 1) * 4, // 19; 8 apart
    conv2: 19 + (5 - 1) * 8, // 51
    pool2: 51 + (3 - 1) * 8, // 67; 16 apart
    conv3: 67 + (3 - 1) * 16, // 99
    conv4: 99 + (3 - 1) * 16, // 131
    conv5: 131 + (3 - 1) * 16, // 163
    pool3: 163 + (3 - 1) * 16, // 195
  });
});

it('VGG-16: 212 before the dense layers', () => {
  expect(receptiveFieldsOf({ file: 'vgg' })).toMatchObject({
    conv2: 1 + 2 * (3 - 1) * 1, // 5: two 3x3 see what a 5x5 sees
    pool1: 5 + (2 - 1) * 1, // 6; 2 apart
    conv4: 6 + 2 * (3 - 1) * 2, // 14
    pool2: 14 + (2 - 1) * 2, // 16; 4 apart
    conv7: 16 + 3 * (3 - 1) * 4, // 40
    pool3: 40 + (2 - 1) * 4, // 44; 8 apart
    conv10: 44 + 3 * (3 - 1) * 8, // 92
    pool4: 92 + (2 - 1) * 8, // 100; 16 apart
    conv13: 100 + 3 * (3 - 1) * 16, // 196
    pool5: 196 + (2 - 1) * 16, // 212
  });
});

it('ResNet-18: 435 before the last pool, along the bodies; shortcuts see less', () => {
  expect(receptiveFieldsOf({ file: 'resnet', set: { depth: 18 } })).toMatchObject({
    conv1: 1 + (7 - 1) * 1, // 7; 2 apart
    pool1: 7 + (3 - 1) * 2, // 11; 4 apart
    'Stage1.residual1': 11 + 2 * (3 - 1) * 4, // 27
    'Stage1.residual2': 27 + 2 * (3 - 1) * 4, // 43
    'Stage2.residual1.conv1': 43 + (3 - 1) * 4, // 51; its stride puts them 8 apart
    'Stage2.residual1.shortcut': 43, // a 1x1 with that stride
    'Stage2.residual1': 51 + (3 - 1) * 8, // 67
    'Stage2.residual2': 67 + 2 * (3 - 1) * 8, // 99
    'Stage3.residual1': 99 + (3 - 1) * 8 + (3 - 1) * 16, // 147
    'Stage3.residual2': 147 + 2 * (3 - 1) * 16, // 211
    'Stage4.residual1': 211 + (3 - 1) * 16 + (3 - 1) * 32, // 307
    'Stage4.residual2': 307 + 2 * (3 - 1) * 32, // 435
    pool2: 435 + (7 - 1) * 32, // 627: the mean over the whole 7x7 map
  });
});

it('U-Net: what comes up stands nearer again', () => {
  expect(receptiveFieldsOf({ file: 'u-net' })).toMatchObject({
    'level1.conv2': 1 + 2 * (3 - 1) * 1, // 5
    'level2.conv2': 5 + 1 + 2 * (3 - 1) * 2, // 14
    'level3.conv2': 14 + 2 + 2 * (3 - 1) * 4, // 32
    'level4.conv2': 32 + 4 + 2 * (3 - 1) * 8, // 68
    'Twice5.conv2': 68 + 8 + 2 * (3 - 1) * 16, // 140
    'Up1.concat1.conv-transpose1': 140, // 2x2 with stride 2: one pixel each; 8 apart
    'Up1.concat1.crop1': 68,
    'Up1.Twice1.conv2': 140 + 2 * (3 - 1) * 8, // 172
    'Up2.Twice1.conv2': 172 + 2 * (3 - 1) * 4, // 188
    'Up3.Twice1.conv2': 188 + 2 * (3 - 1) * 2, // 196
    'Up4.Twice1.conv2': 196 + 2 * (3 - 1) * 1, // 200
  });
});

// Araujo, Norris and Sim 2019, “Computing receptive fields of convolutional neural networks”, last table.
it.each([
  ['alexnet', 195],
  ['vgg', 212],
  ['mobilenet-v1', 315],
  ['inception-v3', 1311],
])('%s: %d, as published', (file, pixels) => {
  expect(lastMapField({ file })).toEqual([pixels, pixels]);
});
