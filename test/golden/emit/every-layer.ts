// Compiled by cnnc from every-layer.cnn.
// EveryLayer: left 16x16x4, right 16x16x4 -> map 4x4x72, row 3, 5,623 parameters (5,335 of them trained).

import * as tf from '@tensorflow/tfjs';

export const inputShapes = {
  left: [16, 16, 4],
  right: [16, 16, 4],
} as const;
export type InputShapes = typeof inputShapes;

export const outputShapes = {
  map: [4, 4, 72],
  row: [3],
} as const;
export type OutputShapes = typeof outputShapes;

/** As in Keras; tfjs itself would take glorotNormal. */
const kernelInitializer = 'glorotUniform';

/** The network with new weights. */
export function createModel(): tf.LayersModel {
  const left = tf.input({ name: 'left', shape: [...inputShapes.left] }); // 16x16x4
  const right = tf.input({ name: 'right', shape: [...inputShapes.right] }); // 16x16x4

  const atrousDepthwiseHardSigmoid = connect(
    [left, right],
    tf.layers.add({ name: 'sum' }), // 16x16x4
    tf.layers.zeroPadding2d({ name: 'grouped.padding', padding: 1 }), // 18x18x4
    new GroupedConv2D({
      name: 'grouped',
      filters: 8,
      kernelSize: [3, 3],
      strides: [1, 1],
      groups: 2,
      useBias: true,
    }), // 16x16x8
    new HardSwish({ name: 'grouped.hardSwish' }), // 16x16x8
    tf.layers.zeroPadding2d({
      name: 'dilated.padding',
      padding: [
        [2, 2],
        [1, 3],
      ],
    }), // 20x20x8
    new DilatedConv2D({
      name: 'dilated',
      filters: 8,
      kernelSize: [3, 3],
      strides: [2, 2],
      dilationRate: [2, 2],
      useBias: true,
    }), // 8x8x8
    new ScaledElu({ name: 'dilated.elu', alpha: 0.5 }), // 8x8x8
    tf.layers.zeroPadding2d({ name: 'atrousGroups.padding', padding: 1 }), // 10x10x8
    new DilatedGroupedConv2D({
      name: 'atrousGroups',
      filters: 12,
      kernelSize: [3, 2],
      strides: [1, 1],
      dilationRate: [1, 2],
      groups: 4,
      useBias: false,
    }), // 8x8x12
    tf.layers.prelu({
      name: 'atrousGroups.prelu',
      sharedAxes: [1, 2],
      alphaInitializer: tf.initializers.constant({ value: 0.25 }),
    }), // 8x8x12
    tf.layers.zeroPadding2d({ name: 'atrousDepthwise.padding', padding: 2 }), // 12x12x12
    new DilatedDepthwiseConv2D({
      name: 'atrousDepthwise',
      filters: 12,
      kernelSize: [3, 3],
      strides: [1, 1],
      dilationRate: [2, 2],
      useBias: true,
    }), // 8x8x12
    new HardSigmoid({ name: 'atrousDepthwise.hardSigmoid' }), // 8x8x12
  );

  const maximum = connect(
    atrousDepthwiseHardSigmoid,
    new PaddedMaxPooling2D({
      name: 'maximum',
      poolSize: [3, 3],
      strides: [2, 2],
      padding: [
        [1, 1],
        [1, 1],
      ],
    }), // 4x4x12
  );

  const mean = connect(
    atrousDepthwiseHardSigmoid,
    new PaddedAveragePooling2D({
      name: 'mean',
      poolSize: [3, 3],
      strides: [2, 2],
      padding: [
        [1, 1],
        [1, 1],
      ],
    }), // 4x4x12
  );

  const meanOfZerosToo = connect(
    atrousDepthwiseHardSigmoid,
    tf.layers.zeroPadding2d({ name: 'meanOfZerosToo.padding', padding: 1 }), // 10x10x12
    tf.layers.averagePooling2d({ name: 'meanOfZerosToo', poolSize: 3, strides: 2 }), // 4x4x12
  );

  const norm = connect(
    [maximum, mean, meanOfZerosToo],
    tf.layers.concatenate({ name: 'pools' }), // 4x4x36
    tf.layers.depthwiseConv2d({
      name: 'depthwise',
      kernelSize: 3,
      padding: 'same',
      depthMultiplier: 2,
      depthwiseInitializer: tf.initializers.randomUniform({ minval: -0.0955637, maxval: 0.0955637 }),
    }), // 4x4x72
    tf.layers.leakyReLU({ name: 'depthwise.leaky', alpha: 0.1 }), // 4x4x72
    tf.layers.batchNormalization({ name: 'standard' }), // 4x4x72
    new GeneralBatchNormalization({
      name: 'norm',
      epsilon: 0.001,
      momentum: 0.99,
      scale: false,
      center: false,
    }), // 4x4x72
  );

  const row = connect(
    norm,
    tf.layers.flatten({ name: 'flat' }), // 1152
    tf.layers.dense({ name: 'row', units: 3, kernelInitializer }), // 3
  );

  return tf.model({ name: 'EveryLayer', inputs: [left, right], outputs: [norm, row] });
}

/** Puts the weights of a safetensors file into the model; throws, and changes nothing, if they do not fit. */
export function loadWeights(model: tf.LayersModel, file: ArrayBuffer | Uint8Array): void {
  const weights = readSafetensors(file);
  tf.tidy(() => {
    const tensors = model.layers.map((layer) => layer.weights.map((weight) => readWeight(weights, weight)));
    model.layers.forEach((layer, index) => layer.setWeights(tensors[index]));
  });
}

/** Leads a value through layers, each of which reads what the one before made. */
function connect(
  inputs: tf.SymbolicTensor | tf.SymbolicTensor[],
  ...layers: tf.layers.Layer[]
): tf.SymbolicTensor {
  let value = inputs;
  for (const layer of layers) value = layer.apply(value) as tf.SymbolicTensor;
  return value as tf.SymbolicTensor;
}

/** What every layer takes: its name, and whether it is trained. */
type LayerOptions = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;

/** Of height and of width. */
type Pair = [number, number];

/** The one tensor that a layer is called on; tfjs hands it over alone or in a list. */
function onlyInput<Input extends tf.Tensor>(inputs: tf.Tensor | tf.Tensor[]): Input {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as Input;
}

/** How many windows fit along each axis of a map. */
function countWindows(map: tf.Shape, window: number[], strides: number[]): number[] {
  return window.map((size, axis) => Math.floor((Number(map[axis]) - size) / strides[axis]) + 1);
}

interface GroupedConv2DOptions extends LayerOptions {
  filters: number;
  kernelSize: Pair;
  strides: Pair;
  groups: number;
  useBias: boolean;
}

/** A convolution in groups: each sees channels of its own and makes filters of its own. */
class GroupedConv2D extends tf.layers.Layer {
  static readonly className = 'GroupedConv2D';
  private readonly options: GroupedConv2DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: GroupedConv2DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , , channels]: tf.Shape): void {
    const { filters, kernelSize, groups, useBias } = this.options;
    const initializer = tf.initializers.glorotUniform({});
    this.kernel = this.addWeight(
      'kernel',
      [...kernelSize, Number(channels) / groups, filters],
      'float32',
      initializer,
    );
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides } = this.options;
    return [batch, ...countWindows(map, kernelSize, strides), filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, groups } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor4D>(inputs);
      const kernel = this.kernel.read() as tf.Tensor4D;
      const kernels = tf.split<tf.Tensor4D>(kernel, groups, 3);
      const parts = tf.split<tf.Tensor4D>(x, groups, 3);
      const y = tf.concat(
        parts.map((part, group) => tf.conv2d(part, kernels[group], strides, 'valid')),
        3,
      );
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, groups, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, groups, useBias };
  }
}
tf.serialization.registerClass(GroupedConv2D);

/** x relu6(x + 3) / 6. */
class HardSwish extends tf.layers.Layer {
  static readonly className = 'HardSwish';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      return tf.mul(x, tf.div(tf.relu6(tf.add(x, 3)), 6));
    });
  }
}
tf.serialization.registerClass(HardSwish);

/** Puts zeros between the numbers along some axes, so that what were neighbours are so many steps apart. */
function spread<Spread extends tf.Tensor>(tensor: Spread, steps: number[], firstAxis: number): Spread {
  return steps.reduce((whole, step, index) => {
    const axis = firstAxis + index;
    const outer = whole.shape.slice(0, axis + 1);
    const inner = whole.shape.slice(axis + 1);
    const numbers = tf.reshape(whole, [tf.util.sizeFromShape(outer), 1, tf.util.sizeFromShape(inner)]);
    const apart = tf.pad(numbers, [
      [0, 0],
      [0, step - 1],
      [0, 0],
    ]);
    const size = [...outer.slice(0, axis), outer[axis] * step, ...inner];
    const ends = size.map((length, other) => (other === axis ? length - step + 1 : length));
    return tf.slice(tf.reshape(apart, size), 0, ends) as Spread;
  }, tensor);
}

interface DilatedConv2DOptions extends LayerOptions {
  filters: number;
  kernelSize: Pair;
  strides: Pair;
  dilationRate: Pair;
  useBias: boolean;
}

/**
 * A convolution with any stride. Its window skips pixels
 * by zeros in the kernel, because tfjs has no gradient of its own dilation.
 */
class DilatedConv2D extends tf.layers.Layer {
  static readonly className = 'DilatedConv2D';
  private readonly options: DilatedConv2DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: DilatedConv2DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , , channels]: tf.Shape): void {
    const { filters, kernelSize, useBias } = this.options;
    const initializer = tf.initializers.glorotUniform({});
    this.kernel = this.addWeight('kernel', [...kernelSize, channels, filters], 'float32', initializer);
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides, dilationRate } = this.options;
    const extents = kernelSize.map((size, axis) => (size - 1) * dilationRate[axis] + 1);
    return [batch, ...countWindows(map, extents, strides), filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, dilationRate } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor4D>(inputs);
      const kernel = spread(this.kernel.read() as tf.Tensor4D, dilationRate, 0);
      const y = tf.conv2d(x, kernel, strides, 'valid');
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, dilationRate, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, dilationRate, useBias };
  }
}
tf.serialization.registerClass(DilatedConv2D);

interface ScaledEluOptions extends LayerOptions {
  alpha: number;
}

/** ELU whose negative side is alpha (exp(x) - 1); tfjs has it for alpha 1 alone. */
class ScaledElu extends tf.layers.Layer {
  static readonly className = 'ScaledElu';
  private readonly options: ScaledEluOptions;

  constructor(options: ScaledEluOptions) {
    super(options);
    this.options = options;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      return tf.add(tf.relu(x), tf.mul(this.options.alpha, tf.expm1(tf.minimum(x, 0))));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { alpha } = this.options;
    return { ...super.getConfig(), alpha };
  }
}
tf.serialization.registerClass(ScaledElu);

interface DilatedGroupedConv2DOptions extends LayerOptions {
  filters: number;
  kernelSize: Pair;
  strides: Pair;
  dilationRate: Pair;
  groups: number;
  useBias: boolean;
}

/**
 * A convolution in groups: each sees channels of its own and makes filters of its own. Its window skips pixels
 * by zeros in the kernel, because tfjs has no gradient of its own dilation.
 */
class DilatedGroupedConv2D extends tf.layers.Layer {
  static readonly className = 'DilatedGroupedConv2D';
  private readonly options: DilatedGroupedConv2DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: DilatedGroupedConv2DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , , channels]: tf.Shape): void {
    const { filters, kernelSize, groups, useBias } = this.options;
    const initializer = tf.initializers.glorotUniform({});
    this.kernel = this.addWeight(
      'kernel',
      [...kernelSize, Number(channels) / groups, filters],
      'float32',
      initializer,
    );
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides, dilationRate } = this.options;
    const extents = kernelSize.map((size, axis) => (size - 1) * dilationRate[axis] + 1);
    return [batch, ...countWindows(map, extents, strides), filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, dilationRate, groups } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor4D>(inputs);
      const kernel = spread(this.kernel.read() as tf.Tensor4D, dilationRate, 0);
      const kernels = tf.split<tf.Tensor4D>(kernel, groups, 3);
      const parts = tf.split<tf.Tensor4D>(x, groups, 3);
      const y = tf.concat(
        parts.map((part, group) => tf.conv2d(part, kernels[group], strides, 'valid')),
        3,
      );
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, dilationRate, groups, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, dilationRate, groups, useBias };
  }
}
tf.serialization.registerClass(DilatedGroupedConv2D);

interface DilatedDepthwiseConv2DOptions extends LayerOptions {
  filters: number;
  kernelSize: Pair;
  strides: Pair;
  dilationRate: Pair;
  useBias: boolean;
}

/**
 * A depthwise convolution: each channel is convolved with filters of its own. Its window skips pixels
 * by zeros in the kernel, because tfjs has no gradient of its own dilation.
 */
class DilatedDepthwiseConv2D extends tf.layers.Layer {
  static readonly className = 'DilatedDepthwiseConv2D';
  private readonly options: DilatedDepthwiseConv2DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: DilatedDepthwiseConv2DOptions) {
    super(options);
    this.options = options;
  }

  override build(): void {
    const { filters, kernelSize, useBias } = this.options;
    const initializer = tf.initializers.glorotUniform({});
    this.kernel = this.addWeight('kernel', [...kernelSize, 1, filters], 'float32', initializer);
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, kernelSize, strides, dilationRate } = this.options;
    const extents = kernelSize.map((size, axis) => (size - 1) * dilationRate[axis] + 1);
    return [batch, ...countWindows(map, extents, strides), filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, dilationRate } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor4D>(inputs);
      const kernel = spread(this.kernel.read() as tf.Tensor4D, dilationRate, 0);
      const [height, width, , filters] = kernel.shape;
      const channels = x.shape[3];
      const filtersOfChannels = tf.reshape<tf.Rank.R4>(kernel, [height, width, channels, filters / channels]);
      const y = tf.depthwiseConv2d(x, filtersOfChannels, strides, 'valid');
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, dilationRate, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, dilationRate, useBias };
  }
}
tf.serialization.registerClass(DilatedDepthwiseConv2D);

/** relu6(x + 3) / 6; the hard sigmoid of tfjs is clip(0.2 x + 0.5, 0, 1). */
class HardSigmoid extends tf.layers.Layer {
  static readonly className = 'HardSigmoid';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.div(tf.relu6(tf.add(onlyInput(inputs), 3)), 6));
  }
}
tf.serialization.registerClass(HardSigmoid);

/** Pixels before and after a map, along each of its axes. */
type Padding = [before: number, after: number][];

/** Padding as `tf.pad` takes it: for the axes of batch and channels too. */
function padsOf(padding: Padding): Padding {
  return [[0, 0], ...padding, [0, 0]];
}

/** How large a map is with its padding. */
function paddedSizes(map: tf.Shape, padding: Padding): number[] {
  return padding.map(([before, after], axis) => before + Number(map[axis]) + after);
}

interface PaddedMaxPooling2DOptions extends LayerOptions {
  poolSize: Pair;
  strides: Pair;
  padding: Padding;
}

/** The maximum of each window over the pixels of the map; padding never wins. */
class PaddedMaxPooling2D extends tf.layers.Layer {
  static readonly className = 'PaddedMaxPooling2D';
  private readonly options: PaddedMaxPooling2DOptions;

  constructor(options: PaddedMaxPooling2DOptions) {
    super(options);
    this.options = options;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { poolSize, strides, padding } = this.options;
    const windows = countWindows(paddedSizes(map, padding), poolSize, strides);
    return [batch, ...windows, map[map.length - 1]];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { poolSize, strides, padding } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor4D>(inputs);
      return tf.maxPool(tf.pad(x, padsOf(padding), -Infinity), poolSize, strides, 'valid');
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { poolSize, strides, padding } = this.options;
    return { ...super.getConfig(), poolSize, strides, padding };
  }
}
tf.serialization.registerClass(PaddedMaxPooling2D);

interface PaddedAveragePooling2DOptions extends LayerOptions {
  poolSize: Pair;
  strides: Pair;
  padding: Padding;
}

/**
 * The mean of each window over the pixels of the map, without the padding. It is the mean with zeros,
 * over the share of pixels, because tfjs takes the gradient of a padded average over the whole window.
 */
class PaddedAveragePooling2D extends tf.layers.Layer {
  static readonly className = 'PaddedAveragePooling2D';
  private readonly options: PaddedAveragePooling2DOptions;

  constructor(options: PaddedAveragePooling2DOptions) {
    super(options);
    this.options = options;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { poolSize, strides, padding } = this.options;
    const windows = countWindows(paddedSizes(map, padding), poolSize, strides);
    return [batch, ...windows, map[map.length - 1]];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { poolSize, strides, padding } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor4D>(inputs);
      const mean = (map: tf.Tensor4D): tf.Tensor4D =>
        tf.avgPool(tf.pad(map, padsOf(padding)), poolSize, strides, 'valid');
      return tf.div(mean(x), mean(tf.ones([1, x.shape[1], x.shape[2], 1])));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { poolSize, strides, padding } = this.options;
    return { ...super.getConfig(), poolSize, strides, padding };
  }
}
tf.serialization.registerClass(PaddedAveragePooling2D);

interface GeneralBatchNormalizationOptions extends LayerOptions {
  epsilon: number;
  momentum: number;
  scale: boolean;
  center: boolean;
}

/**
 * Batch normalisation of maps of any number of axes, with or without scale and center; tfjs cannot
 * train it without them, and takes no maps of three axes.
 * `momentum` is the share of the old running statistics that a step keeps.
 */
class GeneralBatchNormalization extends tf.layers.Layer {
  static readonly className = 'GeneralBatchNormalization';
  private readonly options: GeneralBatchNormalizationOptions;
  private gamma?: tf.LayerVariable;
  private beta?: tf.LayerVariable;
  private mean!: tf.LayerVariable;
  private variance!: tf.LayerVariable;

  constructor(options: GeneralBatchNormalizationOptions) {
    super(options);
    this.options = options;
  }

  override build(inputShape: tf.Shape): void {
    const add = (name: string, start: 'zeros' | 'ones', trainable: boolean): tf.LayerVariable =>
      this.addWeight(name, inputShape.slice(-1), 'float32', tf.initializers[start](), undefined, trainable);
    if (this.options.scale) this.gamma = add('gamma', 'ones', true);
    if (this.options.center) this.beta = add('beta', 'zeros', true);
    this.mean = add('mean', 'zeros', false);
    this.variance = add('variance', 'ones', false);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], { training }: { training?: boolean }): tf.Tensor {
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      if (!training) return this.normalize(x, this.mean.read(), this.variance.read());
      const { mean, variance } = tf.moments(x, [...x.shape.keys()].slice(0, -1));
      this.keep(this.mean, mean);
      this.keep(this.variance, variance);
      return this.normalize(x, mean, variance);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { epsilon, momentum, scale, center } = this.options;
    return { ...super.getConfig(), epsilon, momentum, scale, center };
  }

  private normalize(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor): tf.Tensor {
    const centred = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, this.options.epsilon)));
    const scaled = this.gamma ? tf.mul(centred, this.gamma.read()) : centred;
    return this.beta ? tf.add(scaled, this.beta.read()) : scaled;
  }

  private keep(running: tf.LayerVariable, batch: tf.Tensor): void {
    const { momentum } = this.options;
    running.write(tf.add(tf.mul(running.read(), momentum), tf.mul(batch, 1 - momentum)));
  }
}
tf.serialization.registerClass(GeneralBatchNormalization);

/** The name and shape of a weight in a file, where tfjs has its own. */
function storedAs({ originalName, shape }: tf.LayerVariable): { name: string; shape: number[] } {
  const [layer, variable] = originalName.split('/');
  const sizes = shape as number[];
  switch (variable) {
    case 'depthwise_kernel':
      return { name: `${layer}/kernel`, shape: [sizes[0], sizes[1], 1, sizes[2] * sizes[3]] };
    case 'alpha':
      return { name: `${layer}/slope`, shape: sizes.slice(-1) };
    case 'moving_mean':
      return { name: `${layer}/mean`, shape: sizes };
    case 'moving_variance':
      return { name: `${layer}/variance`, shape: sizes };
    default:
      return { name: originalName, shape: sizes };
  }
}

/** A safetensors file: what its header says of each tensor, and the numbers of all. */
interface Safetensors {
  header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] } | undefined>;
  data: Uint8Array;
}

/** Splits a safetensors file: the length of the header in eight bytes, the header in JSON, the numbers. */
function readSafetensors(file: ArrayBuffer | Uint8Array): Safetensors {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = bytes.length < 8 ? Infinity : 8 + Number(view.getBigUint64(0, true));
  if (headerEnd > bytes.length) throw new Error('This is no safetensors file, or only the start of one.');
  const header = new TextDecoder().decode(bytes.subarray(8, headerEnd));
  return { header: JSON.parse(header) as Safetensors['header'], data: bytes.subarray(headerEnd) };
}

/** The numbers of a weight of the model, in the model's shape; throws where the file has them not. */
function readWeight({ header, data }: Safetensors, weight: tf.LayerVariable): tf.Tensor {
  const { name, shape } = storedAs(weight);
  const stored = header[name];
  if (stored === undefined) throw new Error(`The weights file has no ${name}.`);
  if (stored.dtype !== 'F32') throw new Error(`${name} is stored as ${stored.dtype}, not as F32.`);
  if (stored.shape.join() !== shape.join()) {
    throw new Error(
      `${name} is ${stored.shape.join('x')} in the weights file and ${shape.join('x')} in the model.`,
    );
  }
  const [start, end] = stored.data_offsets;
  if (end > data.length || end - start !== 4 * tf.util.sizeFromShape(shape)) {
    throw new Error(`The weights file is cut off: ${name} is not whole.`);
  }
  const numbers = new Uint8Array(data.subarray(start, end));
  return tf.tensor(new Float32Array(numbers.buffer), weight.shape as number[]);
}
