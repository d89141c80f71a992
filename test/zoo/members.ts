// What is published of the networks in examples/zoo, and what of it a person can count.

import type { Shape } from '../../compiler/index.js';

export interface Member {
  /** As people call it. */
  readonly name: string;
  /** In examples/zoo, without `.cnn`. */
  readonly file: string;
  /** What turns the file into this member of its family. */
  readonly set?: Readonly<Record<string, number>>;
  /** Without running statistics: what PyTorch counts. */
  readonly trainable?: number;
  /** With running statistics: what Keras counts in total. */
  readonly parameters?: number;
  /** Multiply-accumulates, to two or three digits, as papers and torchvision's table have them. */
  readonly macs?: number;
  readonly output?: Shape;
}

/** A kernel over `taps` places, and the scale and shift of the batch normalisation behind it. */
function normalized(taps: number, channels: number, maps: number, copies = 1): number {
  if (copies === 0) return 0;
  return taps * channels * maps + 2 * maps + (copies - 1) * (taps * maps * maps + 2 * maps);
}

/** A kernel over `taps` places, and a bias. */
function biased(taps: number, channels: number, maps: number): number {
  return taps * channels * maps + maps;
}

// The paper rounds to 0.5 M, 1.8 M and 3.7 M; counted here row by row of its table 1.
const m5 =
  normalized(80, 1, 128) + normalized(3, 128, 128) + normalized(3, 128, 256) + normalized(3, 256, 512);
const m11 =
  normalized(80, 1, 64) +
  normalized(3, 64, 64, 2) +
  normalized(3, 64, 128, 2) +
  normalized(3, 128, 256, 3) +
  normalized(3, 256, 512, 2);
const m18 =
  normalized(80, 1, 64) +
  normalized(3, 64, 64, 4) +
  normalized(3, 64, 128, 4) +
  normalized(3, 128, 256, 4) +
  normalized(3, 256, 512, 4);
const tenSounds = biased(1, 512, 10);

// 27 places a kernel; before the dense layers 1 x 4 x 4 x 512 values are left.
const c3d =
  biased(27, 3, 64) +
  biased(27, 64, 128) +
  biased(27, 128, 256) +
  biased(27, 256, 256) +
  biased(27, 256, 512) +
  3 * biased(27, 512, 512) +
  biased(1, 4 * 4 * 512, 4096) +
  biased(1, 4096, 4096);

export const members: readonly Member[] = [
  { name: 'LeNet-5', file: 'lenet-5', trainable: 61_706, output: [10] },
  { name: 'AlexNet', file: 'alexnet', trainable: 61_100_840, macs: 0.71e9 },
  { name: 'VGG-11', file: 'vgg', set: { depth: 11 }, trainable: 132_863_336, macs: 7.61e9 },
  { name: 'VGG-13', file: 'vgg', set: { depth: 13 }, trainable: 133_047_848, macs: 11.31e9 },
  { name: 'VGG-16', file: 'vgg', trainable: 138_357_544, macs: 15.47e9 },
  { name: 'VGG-19', file: 'vgg', set: { depth: 19 }, trainable: 143_667_240, macs: 19.63e9 },
  { name: 'GoogLeNet', file: 'googlenet', trainable: 6_998_552, output: [1000] },
  { name: 'Inception v3', file: 'inception-v3', parameters: 23_851_784, macs: 5.71e9 },
  { name: 'Xception', file: 'xception', parameters: 22_910_480 },
  { name: 'ResNet-18', file: 'resnet', set: { depth: 18 }, trainable: 11_689_512, macs: 1.81e9 },
  { name: 'ResNet-34', file: 'resnet', set: { depth: 34 }, trainable: 21_797_672, macs: 3.66e9 },
  { name: 'ResNet-50', file: 'resnet', trainable: 25_557_032, macs: 4.09e9 },
  { name: 'ResNet-101', file: 'resnet', set: { depth: 101 }, trainable: 44_549_160, macs: 7.8e9 },
  { name: 'ResNet-152', file: 'resnet', set: { depth: 152 }, trainable: 60_192_808, macs: 11.51e9 },
  { name: 'DenseNet-121', file: 'densenet', trainable: 7_978_856, macs: 2.83e9 },
  { name: 'DenseNet-169', file: 'densenet', set: { depth: 169 }, trainable: 14_149_480, macs: 3.36e9 },
  { name: 'DenseNet-201', file: 'densenet', set: { depth: 201 }, trainable: 20_013_928, macs: 4.29e9 },
  { name: 'SqueezeNet 1.0', file: 'squeezenet', trainable: 1_248_424, output: [1, 1, 1000] },
  { name: 'SqueezeNet 1.1', file: 'squeezenet', set: { version: 1.1 }, trainable: 1_235_496 },
  { name: 'MobileNet v1', file: 'mobilenet-v1', parameters: 4_253_864, macs: 569e6 },
  { name: 'MobileNet v2', file: 'mobilenet-v2', trainable: 3_504_872, macs: 0.3e9 },
  { name: 'EfficientNet-B0', file: 'efficientnet-b0', trainable: 5_288_548 },
  { name: 'U-Net', file: 'u-net', trainable: 31_030_658, output: [388, 388, 2] },
  { name: 'M5', file: 'm5', trainable: m5 + tenSounds },
  { name: 'M11', file: 'm5', set: { depth: 11 }, trainable: m11 + tenSounds },
  { name: 'M18', file: 'm5', set: { depth: 18 }, trainable: m18 + tenSounds },
  { name: 'C3D', file: 'c3d', trainable: c3d + biased(1, 4096, 487) },
  { name: 'C3D of 101 actions', file: 'c3d', set: { classes: 101 }, trainable: 78_409_573 },
];
