// The text of the classes for convolutions: one class with few variations, method by method.

import {
  build,
  initializerOption,
  kernelOptions,
  kernelRead,
  readOptions,
  weightFields,
  type KernelVariant,
} from './kernel-source.js';
import { layerSource } from './layer-source.js';
import { spatial, type Axes } from './spatial.js';

/** `given` are the options that some layer gives. */
export function convolutionSource(variant: KernelVariant, given: ReadonlySet<string>): string {
  const depth = {
    full: 'channels',
    grouped: 'Number(channels) / groups',
    depthwise: '1',
  }[variant.connection];
  return layerSource({
    name: variant.name,
    summary: summary(variant),
    options: kernelOptions(variant),
    unsavedOptions: initializerOption(given),
    fields: weightFields,
    methods: [build(variant, [depth, 'filters'], given), computeOutputShape(variant), call(variant)],
  });
}

function summary({ dilated, connection }: KernelVariant): string {
  const what = {
    full: 'A convolution with any stride',
    grouped: 'A convolution in groups: each sees channels of its own and makes filters of its own',
    depthwise: 'A depthwise convolution: each channel is convolved with filters of its own',
  }[connection];
  if (!dilated) return `/** ${what}. */`;
  return `/**
 * ${what}. Its window skips pixels
 * by zeros in the kernel, because tfjs has no gradient of its own dilation.
 */`;
}

function computeOutputShape({ dilated }: KernelVariant): string {
  const extents = dilated
    ? '\n    const extents = kernelSize.map((size, axis) => (size - 1) * dilationRate[axis] + 1);'
    : '';
  return `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides${dilated ? ', dilationRate' : ''} } = this.options;${extents}
    return [batch, ...countWindows(map, ${dilated ? 'extents' : 'kernelSize'}, strides), filters];
  }`;
}

function call(variant: KernelVariant): string {
  return `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { ${readOptions(variant, ['strides'])} } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<${spatial[variant.axes].tensor}>(inputs);
      const kernel = ${kernelRead(variant)};
      ${convolve(variant).trim()}
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }`;
}

/** The statements that compute y from x, kernel and strides. */
function convolve({ connection, axes }: KernelVariant): string {
  const { tensor } = spatial[axes];
  switch (connection) {
    case 'full':
      return `const y = ${convolution('x', 'kernel', axes)};`;
    case 'grouped':
      return `
      const kernels = tf.split<${tensor}>(kernel, groups, ${axes + 1});
      const parts = tf.split<${tensor}>(x, groups, ${axes + 1});
      const y = tf.concat(parts.map((part, group) => ${convolution('part', 'kernels[group]', axes)}), ${axes + 1});`;
    case 'depthwise':
      return axes === 1 ? depthwiseLine : depthwisePlane;
  }
}

function convolution(x: string, kernel: string, axes: Axes): string {
  return `tf.conv${axes}d(${x}, ${kernel}, ${axes === 1 ? 'strides[0]' : 'strides'}, 'valid')`;
}

const depthwisePlane = `
      const [height, width, , filters] = kernel.shape;
      const channels = x.shape[3];
      const filtersOfChannels = tf.reshape<tf.Rank.R4>(kernel, [height, width, channels, filters / channels]);
      const y = tf.depthwiseConv2d(x, filtersOfChannels, strides, 'valid');`;

/** A map of height 1, since tfjs convolves planes alone by channel. */
const depthwiseLine = `
      const [length, , filters] = kernel.shape;
      const channels = x.shape[2];
      const filtersOfChannels = tf.reshape<tf.Rank.R4>(kernel, [1, length, channels, filters / channels]);
      const row = tf.expandDims<tf.Tensor4D>(x, 1);
      const y = tf.squeeze(tf.depthwiseConv2d(row, filtersOfChannels, [1, strides[0]], 'valid'), [1]);`;
