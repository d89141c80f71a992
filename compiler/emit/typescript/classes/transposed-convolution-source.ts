// The text of the classes for transposed convolutions. Each computes the whole map that the windows
// reach, and cuts the padding off.

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
import { spatial } from './spatial.js';

/** `given` are the options that some layer gives. */
export function transposedConvolutionSource(variant: KernelVariant, given: ReadonlySet<string>): string {
  const filters = variant.connection === 'grouped' ? 'filters / groups' : 'filters';
  return layerSource({
    name: variant.name,
    summary: summary(variant),
    options: kernelOptions(variant, { padding: 'Padding', outputPadding: spatial[variant.axes].sizes.name }),
    unsavedOptions: initializerOption(given),
    fields: weightFields,
    methods: [build(variant, [filters, 'channels'], given), computeOutputShape, call(variant)],
    privateMethods: [wholeSizes(variant)],
  });
}

function summary({ dilated, connection }: KernelVariant): string {
  const kinds = [...(dilated ? ['dilated'] : []), ...(connection === 'grouped' ? ['in groups'] : [])];
  const kind = ['A transposed convolution', ...kinds].join(', ');
  return `/** ${kind}. Padding is cut off its output, which \`outputPadding\` makes larger. */`;
}

const computeOutputShape = `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, padding } = this.options;
    const sizes = this.wholeSizes(map).map((size, axis) => size - padding[axis][0] - padding[axis][1]);
    return [batch, ...sizes, filters];
  }`;

function wholeSizes({ dilated }: KernelVariant): string {
  const reach = dilated ? '(kernelSize[axis] - 1) * dilationRate[axis] + 1' : 'kernelSize[axis]';
  return `
  /** How far the windows reach over the output's map and its padding. */
  private wholeSizes(map: tf.Shape): number[] {
    const { kernelSize, strides, outputPadding${dilated ? ', dilationRate' : ''} } = this.options;
    return strides.map((stride, axis) => (Number(map[axis]) - 1) * stride + ${reach} + outputPadding[axis]);
  }`;
}

function call(variant: KernelVariant): string {
  const { tensor } = spatial[variant.axes];
  return `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { ${readOptions(variant, ['strides', 'padding', ...(variant.axes === 3 ? [] : ['filters'])])} } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<${tensor}>(inputs);
      const kernel = ${kernelRead(variant)};
      const ${sizeNames[variant.axes]} = this.wholeSizes(x.shape.slice(1));
      ${whole(variant)}
      const start = [0, ...padding.map(([before]) => before), 0];
      const [, ...size] = this.computeOutputShape(x.shape).map(Number);
      const y = tf.slice(whole, start, [x.shape[0], ...size]);
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }`;
}

const sizeNames = { 1: '[length]', 2: '[height, width]', 3: 'sizes' } as const;

/** The statements that compute the whole map from x and kernel. */
function whole({ axes, connection }: KernelVariant): string {
  const { tensor } = spatial[axes];
  if (connection !== 'grouped') return `const whole = ${transposed('x', 'kernel', 'filters', axes)};`;
  return `const kernels = tf.split<${tensor}>(kernel, groups, ${axes + 1});
      const parts = tf.split<${tensor}>(x, groups, ${axes + 1}).map((part, group): ${tensor} => {
        return ${transposed('part', 'kernels[group]', 'filters / groups', axes)};
      });
      const whole = tf.concat(parts, ${axes + 1});`;
}

function transposed(x: string, kernel: string, filters: string, axes: KernelVariant['axes']): string {
  const batch = `${x}.shape[0]`;
  switch (axes) {
    case 1:
      // A map of height 1, since tfjs transposes planes alone.
      return `tf.squeeze<${spatial[1].tensor}>(tf.conv2dTranspose(
        tf.expandDims<tf.Tensor4D>(${x}, 1),
        tf.expandDims<tf.Tensor4D>(${kernel}, 0),
        [${batch}, 1, length, ${filters}],
        [1, strides[0]],
        'valid',
      ), [1])`;
    case 2:
      return `tf.conv2dTranspose(${x}, ${kernel}, [${batch}, height, width, ${filters}], strides, 'valid')`;
    case 3:
      return `conv3dTranspose(${x}, ${kernel}, sizes, strides)`;
  }
}
