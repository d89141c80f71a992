// Compiled by cnnc from volume.cnn.
// Volume: 6x8x8x2 -> 2, 794 parameters (786 of them trained).

import * as tf from '@tensorflow/tfjs';

export const inputShape = [6, 8, 8, 2] as const;
export type InputShape = typeof inputShape;

export const outputShape = [2] as const;
export type OutputShape = typeof outputShape;

/** As in Keras; tfjs itself would take glorotNormal. */
const kernelInitializer = 'glorotUniform';

/** The network with new weights. */
export function createModel(): tf.LayersModel {
  return tf.sequential({
    name: 'Volume',
    layers: [
      tf.layers.inputLayer({ name: 'scan', inputShape: [...inputShape] }), // 6x8x8x2
      new ZeroPadding({
        name: 'conv1.padding',
        padding: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      }), // 9x11x11x2
      tf.layers.conv3d({ name: 'conv1', filters: 4, kernelSize: 3, kernelInitializer }), // 7x9x9x4
      new GeneralBatchNormalization({
        name: 'conv1.bn',
        epsilon: 0.001,
        momentum: 0.99,
        scale: true,
        center: true,
      }), // 7x9x9x4
      tf.layers.activation({ name: 'conv1.relu', activation: 'relu' }), // 7x9x9x4
      new StackedMaxPooling3D({ name: 'pool1', poolSize: [1, 2, 2], strides: [1, 2, 2] }), // 7x4x4x4
      new ZeroPadding({
        name: 'depthwise1.padding',
        padding: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
      }), // 9x6x6x4
      new GroupedConv3D({
        name: 'depthwise1',
        filters: 4,
        kernelSize: [3, 3, 3],
        strides: [1, 1, 1],
        groups: 4,
        useBias: true,
      }), // 7x4x4x4
      new PaddedAveragePooling3D({
        name: 'pool2',
        poolSize: [3, 3, 3],
        strides: [2, 2, 2],
        padding: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
      }), // 4x2x2x4
      new LocalResponseNormalization({ name: 'lrn1', size: 3, alpha: 0.1, beta: 0.75, k: 1 }), // 4x2x2x4
      new TransposedConv3D({
        name: 'up1',
        filters: 4,
        kernelSize: [3, 3, 3],
        strides: [2, 2, 2],
        padding: [
          [1, 1],
          [1, 1],
          [1, 1],
        ],
        outputPadding: [1, 1, 1],
        useBias: true,
      }), // 8x4x4x4
      new StackedMaxPooling3D({ name: 'pool3', poolSize: [8, 4, 4], strides: [8, 4, 4] }), // 1x1x1x4
      tf.layers.flatten({ name: 'flat' }), // 4
      tf.layers.dense({ name: 'diagnosis', units: 2, kernelInitializer }), // 2
    ],
  });
}

/** Puts the weights of a safetensors file into the model; throws, and changes nothing, if they do not fit. */
export function loadWeights(model: tf.LayersModel, file: ArrayBuffer | Uint8Array): void {
  const weights = readSafetensors(file);
  tf.tidy(() => {
    const tensors = model.layers.map((layer) => layer.weights.map((weight) => readWeight(weights, weight)));
    model.layers.forEach((layer, index) => layer.setWeights(tensors[index]));
  });
}

/** What every layer takes: its name, and whether it is trained. */
type LayerOptions = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;

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

/** The one tensor that a layer is called on; tfjs hands it over alone or in a list. */
function onlyInput<Input extends tf.Tensor>(inputs: tf.Tensor | tf.Tensor[]): Input {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as Input;
}

interface ZeroPaddingOptions extends LayerOptions {
  padding: Padding;
}

/** Zeros around a map of any number of axes; tfjs has them for two. */
class ZeroPadding extends tf.layers.Layer {
  static readonly className = 'ZeroPadding';
  private readonly options: ZeroPaddingOptions;

  constructor(options: ZeroPaddingOptions) {
    super(options);
    this.options = options;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    return [batch, ...paddedSizes(map, this.options.padding), map[map.length - 1]];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.pad(onlyInput(inputs), padsOf(this.options.padding));
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { padding } = this.options;
    return { ...super.getConfig(), padding };
  }
}
tf.serialization.registerClass(ZeroPadding);

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

/** Of depth, of height and of width. */
type Triple = [number, number, number];

/** How many windows fit along each axis of a map. */
function countWindows(map: tf.Shape, window: number[], strides: number[]): number[] {
  return window.map((size, axis) => Math.floor((Number(map[axis]) - size) / strides[axis]) + 1);
}

interface StackedMaxPooling3DOptions extends LayerOptions {
  poolSize: Triple;
  strides: Triple;
}

/**
 * The maximum of each window.
 * Planes first, then depth: `tf.maxPool3d` finds other maxima on wasm, and its gradient takes windows for squares.
 */
class StackedMaxPooling3D extends tf.layers.Layer {
  static readonly className = 'StackedMaxPooling3D';
  private readonly options: StackedMaxPooling3DOptions;

  constructor(options: StackedMaxPooling3DOptions) {
    super(options);
    this.options = options;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { poolSize, strides } = this.options;
    return [batch, ...countWindows(map, poolSize, strides), map[map.length - 1]];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { poolSize, strides } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor5D>(inputs);
      const [batch, depth, height, width, channels] = x.shape;
      const [first, ...window] = poolSize;
      const [step, ...steps] = strides;
      const planes = tf.reshape<tf.Rank.R4>(x, [batch * depth, height, width, channels]);
      const pooled = tf.maxPool(planes, window, steps, 'valid');
      const [, rows, columns] = pooled.shape;
      const stacks = tf.reshape<tf.Rank.R4>(pooled, [batch, depth, rows * columns, channels]);
      const y = tf.maxPool(stacks, [first, 1], [step, 1], 'valid');
      return tf.reshape(y, [batch, y.shape[1], rows, columns, channels]);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { poolSize, strides } = this.options;
    return { ...super.getConfig(), poolSize, strides };
  }
}
tf.serialization.registerClass(StackedMaxPooling3D);

interface GroupedConv3DOptions extends LayerOptions {
  filters: number;
  kernelSize: Triple;
  strides: Triple;
  groups: number;
  useBias: boolean;
}

/** A convolution in groups: each sees channels of its own and makes filters of its own. */
class GroupedConv3D extends tf.layers.Layer {
  static readonly className = 'GroupedConv3D';
  private readonly options: GroupedConv3DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: GroupedConv3DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , , , channels]: tf.Shape): void {
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
      const x = onlyInput<tf.Tensor5D>(inputs);
      const kernel = this.kernel.read() as tf.Tensor5D;
      const kernels = tf.split<tf.Tensor5D>(kernel, groups, 4);
      const parts = tf.split<tf.Tensor5D>(x, groups, 4);
      const y = tf.concat(
        parts.map((part, group) => tf.conv3d(part, kernels[group], strides, 'valid')),
        4,
      );
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, groups, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, groups, useBias };
  }
}
tf.serialization.registerClass(GroupedConv3D);

interface PaddedAveragePooling3DOptions extends LayerOptions {
  poolSize: Triple;
  strides: Triple;
  padding: Padding;
}

/**
 * The mean of each window over the pixels of the map, without the padding. It is the mean with zeros,
 * over the share of pixels, because tfjs takes the gradient of a padded average over the whole window.
 */
class PaddedAveragePooling3D extends tf.layers.Layer {
  static readonly className = 'PaddedAveragePooling3D';
  private readonly options: PaddedAveragePooling3DOptions;

  constructor(options: PaddedAveragePooling3DOptions) {
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
      const x = onlyInput<tf.Tensor5D>(inputs);
      const mean = (map: tf.Tensor5D): tf.Tensor5D =>
        tf.avgPool3d(tf.pad(map, padsOf(padding)), poolSize, strides, 'valid');
      return tf.div(mean(x), mean(tf.ones([1, x.shape[1], x.shape[2], x.shape[3], 1])));
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { poolSize, strides, padding } = this.options;
    return { ...super.getConfig(), poolSize, strides, padding };
  }
}
tf.serialization.registerClass(PaddedAveragePooling3D);

interface LocalResponseNormalizationOptions extends LayerOptions {
  size: number;
  alpha: number;
  beta: number;
  k: number;
}

/** x / (k + alpha / size * sum of x^2 over `size` channels around each)^beta, as in AlexNet. */
class LocalResponseNormalization extends tf.layers.Layer {
  static readonly className = 'LocalResponseNormalization';
  private readonly options: LocalResponseNormalizationOptions;

  constructor(options: LocalResponseNormalizationOptions) {
    super(options);
    this.options = options;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { size, alpha, beta, k } = this.options;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const channels = x.shape[x.shape.length - 1];
      const pixels = tf.reshape<tf.Rank.R4>(x, [1, 1, x.size / channels, channels]);
      // tfjs counts the channels on one side, and does not divide alpha by their number.
      const y = tf.localResponseNormalization(pixels, (size - 1) / 2, k, alpha / size, beta);
      return tf.reshape(y, x.shape);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { size, alpha, beta, k } = this.options;
    return { ...super.getConfig(), size, alpha, beta, k };
  }
}
tf.serialization.registerClass(LocalResponseNormalization);

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

/** `tf.conv3dTranspose`, which has no gradient, as a convolution of a map with zeros in it. */
function conv3dTranspose(x: tf.Tensor5D, kernel: tf.Tensor5D, size: number[], strides: Triple): tf.Tensor5D {
  const apart = spread(x, strides, 1);
  const reach = kernel.shape.slice(0, 3).map((window) => window - 1);
  const around = reach.map((before, axis): [number, number] => [before, size[axis] - apart.shape[axis + 1]]);
  const turned = tf.transpose(tf.reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]);
  return tf.conv3d(tf.pad(apart, [[0, 0], ...around, [0, 0]]), turned, 1, 'valid');
}

interface TransposedConv3DOptions extends LayerOptions {
  filters: number;
  kernelSize: Triple;
  strides: Triple;
  padding: Padding;
  outputPadding: Triple;
  useBias: boolean;
}

/** A transposed convolution. Padding is cut off its output, which `outputPadding` makes larger. */
class TransposedConv3D extends tf.layers.Layer {
  static readonly className = 'TransposedConv3D';
  private readonly options: TransposedConv3DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: TransposedConv3DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , , , channels]: tf.Shape): void {
    const { filters, kernelSize, useBias } = this.options;
    const initializer = tf.initializers.glorotUniform({});
    this.kernel = this.addWeight('kernel', [...kernelSize, filters, channels], 'float32', initializer);
    if (useBias) this.bias = this.addWeight('bias', [filters], 'float32', tf.initializers.zeros());
    this.built = true;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const { filters, padding } = this.options;
    const sizes = this.wholeSizes(map).map((size, axis) => size - padding[axis][0] - padding[axis][1]);
    return [batch, ...sizes, filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, padding } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor5D>(inputs);
      const kernel = this.kernel.read() as tf.Tensor5D;
      const sizes = this.wholeSizes(x.shape.slice(1));
      const whole = conv3dTranspose(x, kernel, sizes, strides);
      const start = [0, ...padding.map(([before]) => before), 0];
      const [, ...size] = this.computeOutputShape(x.shape).map(Number);
      const y = tf.slice(whole, start, [x.shape[0], ...size]);
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, padding, outputPadding, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, padding, outputPadding, useBias };
  }

  /** How far the windows reach over the output's map and its padding. */
  private wholeSizes(map: tf.Shape): number[] {
    const { kernelSize, strides, outputPadding } = this.options;
    return strides.map(
      (stride, axis) => (Number(map[axis]) - 1) * stride + kernelSize[axis] + outputPadding[axis],
    );
  }
}
tf.serialization.registerClass(TransposedConv3D);

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
  const name = weight.originalName;
  const shape = weight.shape as number[];
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
