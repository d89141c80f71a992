// The text of the classes for convolutions: one, with few variations.

/** How the channels of input and output are connected. */
export type Connection = 'full' | 'grouped' | 'depthwise';

export interface ConvolutionVariant {
  readonly name: string;
  readonly dilated: boolean;
  readonly connection: Connection;
  /** Whether some kernel starts otherwise than by Glorot. */
  readonly startsOtherwise: boolean;
}

const summaries = {
  full: 'A convolution whose window skips pixels, with any stride and padding.',
  grouped: 'A convolution in which each group of filters sees a group of channels of its own.',
  depthwise: 'A convolution of each channel on its own, whose window skips pixels.',
};

const kernelInitializerOption = `
  /** Glorot uniform if not given. It is not saved: a saved model has weights. */
  kernelInitializer?: ReturnType<typeof tf.initializers.ones>;`;

/** The statements that compute y from x, kernel, strides and pads. */
const convolve = {
  full: 'const y = tf.conv2d(x, kernel, strides, pads);',
  grouped: `
      const kernels = tf.split(kernel, groups, 3);
      const parts = tf.split(x, groups, 3).map((part, group) => tf.conv2d(part, kernels[group], strides, pads));
      const y = tf.concat(parts, 3);`,
  depthwise: `
      const [height, width, , outputs] = kernel.shape;
      const channels = x.shape[3];
      const y = tf.depthwiseConv2d(x, tf.reshape(kernel, [height, width, channels, outputs / channels]), strides, pads);`,
};

export function convolutionSource(variant: ConvolutionVariant): string {
  const { name, dilated, connection, startsOtherwise } = variant;
  const grouped = connection === 'grouped';
  const own = [...(dilated ? ['dilationRate'] : []), ...(grouped ? ['groups'] : [])];
  const names = (...rest: string[]): string => [...rest, ...own].join(', ');
  const inputs = { full: 'channels', grouped: 'channels / groups', depthwise: '1' }[connection];
  const seen = connection !== 'depthwise';
  const skip = dilated && grouped ? ' The window skips pixels.' : '';
  const extent = (axis: number): string =>
    dilated ? `(kernelSize[${axis}] - 1) * dilationRate[${axis}] + 1` : `kernelSize[${axis}]`;
  return `
interface ${name}Options extends LayerOptions {
  filters: number;
  kernelSize: Pair;
  strides: Pair;
  padding: Padding;
  ${dilated ? 'dilationRate: Pair;' : ''}
  ${grouped ? 'groups: number;' : ''}
  useBias: boolean;
  ${startsOtherwise ? kernelInitializerOption : ''}
}

/** ${summaries[connection]}${skip} */
class ${name} extends tf.layers.Layer {
  static readonly className = '${name}';
  private readonly options: ${name}Options;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: ${name}Options) {
    super(options);
    this.options = options;
  }

  override build(${seen ? 'inputShape: tf.Shape' : ''}): void {
    const { filters, kernelSize, ${grouped ? 'groups, ' : ''}useBias${startsOtherwise ? ', kernelInitializer' : ''} } = this.options;
    ${seen ? 'const channels = Number(inputShape[3]);' : ''}
    this.kernel = this.addWeight(
      'kernel',
      [...kernelSize, ${inputs}, filters],
      'float32',
      ${startsOtherwise ? 'kernelInitializer ?? ' : ''}tf.initializers.glorotUniform({}),
    );
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape([batch, height, width]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides, padding${dilated ? ', dilationRate' : ''} } = this.options;
    return [
      batch,
      windowsAlong(height, ${extent(0)}, strides[0], padding[0]),
      windowsAlong(width, ${extent(1)}, strides[1], padding[1]),
      filters,
    ];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { ${names('strides', 'padding')} } = this.options;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const kernel = ${dilated ? 'dilate(this.kernel.read() as tf.Tensor4D, dilationRate)' : 'this.kernel.read() as tf.Tensor4D'};
      const pads: [Pair, Pair, Pair, Pair] = [[0, 0], ...padding, [0, 0]];
      ${convolve[connection].trim()}
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { ${names('filters', 'kernelSize', 'strides', 'padding')}, useBias } = this.options;
    return { ...super.getConfig(), ${names('filters', 'kernelSize', 'strides', 'padding')}, useBias };
  }
}
`;
}
