// The text of the classes for convolutions: one class with few variations, method by method.

/** How the channels of input and output are connected. */
export type Connection = 'full' | 'grouped' | 'depthwise';

export interface ConvolutionVariant {
  readonly name: string;
  readonly dilated: boolean;
  readonly connection: Connection;
  /** Whether some kernel starts otherwise than by Glorot. */
  readonly startsOtherwise: boolean;
}

export function convolutionSource(variant: ConvolutionVariant): string {
  const { name } = variant;
  return `
interface ${name}Options extends LayerOptions {
  ${optionTypes(variant).join('\n')}
}

${summary(variant)}
class ${name} extends tf.layers.Layer {
  static readonly className = '${name}';
  private readonly options: ${name}Options;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: ${name}Options) {
    super(options);
    this.options = options;
  }

  ${build(variant)}

  ${computeOutputShape(variant)}

  ${call(variant)}

  override getConfig(): tf.serialization.ConfigDict {
    const { ${savedOptions(variant).join(', ')} } = this.options;
    return { ...super.getConfig(), ${savedOptions(variant).join(', ')} };
  }
}
`;
}

function summary({ dilated, connection }: ConvolutionVariant): string {
  const skipping = dilated ? ' whose window skips pixels' : '';
  switch (connection) {
    case 'full':
      return `/** A convolution${skipping}, with any stride and padding. */`;
    case 'grouped':
      return `/** A convolution${skipping}, in groups: each sees channels of its own and makes filters of its own. */`;
    case 'depthwise':
      return `/** A depthwise convolution${skipping}: each channel is convolved with filters of its own. */`;
  }
}

function optionTypes({ dilated, connection, startsOtherwise }: ConvolutionVariant): string[] {
  const types = ['filters: number;', 'kernelSize: Pair;', 'strides: Pair;', 'padding: Padding;'];
  if (dilated) types.push('dilationRate: Pair;');
  if (connection === 'grouped') types.push('groups: number;');
  types.push('useBias: boolean;');
  if (startsOtherwise) {
    types.push('/** Glorot uniform if not given; not saved, since a saved model has weights. */');
    types.push('kernelInitializer?: ReturnType<typeof tf.initializers.ones>;');
  }
  return types;
}

function savedOptions(variant: ConvolutionVariant): string[] {
  return ['filters', 'kernelSize', 'strides', 'padding', ...ownOptions(variant), 'useBias'];
}

/** What only some of the classes have. */
function ownOptions({ dilated, connection }: ConvolutionVariant): string[] {
  return [...(dilated ? ['dilationRate'] : []), ...(connection === 'grouped' ? ['groups'] : [])];
}

function build({ connection, startsOtherwise }: ConvolutionVariant): string {
  const channels = '[, , , channels]: tf.Shape';
  const { input, depth, used } = {
    full: { input: channels, depth: 'channels', used: [] },
    grouped: { input: channels, depth: 'Number(channels) / groups', used: ['groups'] },
    depthwise: { input: '', depth: '1', used: [] },
  }[connection];
  const options = [
    'filters',
    'kernelSize',
    ...used,
    'useBias',
    ...(startsOtherwise ? ['kernelInitializer'] : []),
  ];
  const glorot = 'tf.initializers.glorotUniform({})';
  return `override build(${input}): void {
    const { ${options.join(', ')} } = this.options;
    const initializer = ${startsOtherwise ? `kernelInitializer ?? ${glorot}` : glorot};
    this.kernel = this.addWeight('kernel', [...kernelSize, ${depth}, filters], 'float32', initializer);
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }`;
}

function computeOutputShape({ dilated }: ConvolutionVariant): string {
  const extents = dilated
    ? '\nconst extents = kernelSize.map((size, axis) => (size - 1) * dilationRate[axis] + 1);'
    : '';
  const extent = dilated ? 'extents' : 'kernelSize';
  return `override computeOutputShape([batch, height, width]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides, padding${dilated ? ', dilationRate' : ''} } = this.options;
    const [top, bottom, left, right] = padding;${extents}
    return [
      batch,
      windowsAlong(height, top + bottom, ${extent}[0], strides[0]),
      windowsAlong(width, left + right, ${extent}[1], strides[1]),
      filters,
    ];
  }`;
}

function call(variant: ConvolutionVariant): string {
  const kernel = 'this.kernel.read() as tf.Tensor4D';
  return `override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { ${['strides', 'padding', ...ownOptions(variant)].join(', ')} } = this.options;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const kernel = ${variant.dilated ? `dilate(${kernel}, dilationRate)` : kernel};
      ${convolve[variant.connection].trim()}
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }`;
}

/** The statements that compute y from x, kernel, strides and padding. */
const convolve: Readonly<Record<Connection, string>> = {
  full: 'const y = tf.conv2d(x, kernel, strides, padsOf(padding));',
  grouped: `
      const kernels = tf.split<tf.Tensor4D>(kernel, groups, 3);
      const convolved = tf
        .split<tf.Tensor4D>(x, groups, 3)
        .map((part, group) => tf.conv2d(part, kernels[group], strides, padsOf(padding)));
      const y = tf.concat(convolved, 3);`,
  depthwise: `
      const [height, width, , filters] = kernel.shape;
      const channels = x.shape[3];
      const filtersOfChannels = tf.reshape<tf.Rank.R4>(kernel, [height, width, channels, filters / channels]);
      const y = tf.depthwiseConv2d(x, filtersOfChannels, strides, padsOf(padding));`,
};
