// Compiled by cnnc from sequence.cnn.
// Sequence: 64x4 -> 3, 607 parameters (591 of them trained).

import * as tf from '@tensorflow/tfjs';

export const inputShape = [64, 4] as const;
export type InputShape = typeof inputShape;

export const outputShape = [3] as const;
export type OutputShape = typeof outputShape;

/** As in Keras; tfjs itself would take glorotNormal. */
const kernelInitializer = 'glorotUniform';

/** The network with new weights. */
export function createModel(): tf.LayersModel {
  return tf.sequential({
    name: 'Sequence',
    layers: [
      tf.layers.inputLayer({ name: 'samples', inputShape: [...inputShape] }), // 64x4
      tf.layers.conv1d({
        name: 'stem',
        filters: 8,
        kernelSize: 8,
        strides: 4,
        padding: 'same',
        useBias: false,
        kernelInitializer,
      }), // 16x8
      tf.layers.batchNormalization({ name: 'stem.bn' }), // 16x8
      tf.layers.activation({ name: 'stem.relu', activation: 'relu' }), // 16x8
      new PaddedMaxPooling1D({ name: 'pool1', poolSize: [3], strides: [2], padding: [[1, 1]] }), // 8x8
      new ZeroPadding({ name: 'depthwise1.padding', padding: [[1, 1]] }), // 10x8
      new DepthwiseConv1D({ name: 'depthwise1', filters: 8, kernelSize: [3], strides: [1], useBias: true }), // 8x8
      new ZeroPadding({ name: 'causal1.padding', padding: [[2, 0]] }), // 10x8
      new DilatedConv1D({
        name: 'causal1',
        filters: 8,
        kernelSize: [2],
        strides: [1],
        dilationRate: [2],
        useBias: true,
      }), // 8x8
      tf.layers.activation({ name: 'causal1.silu', activation: 'swish' }), // 8x8
      new TransposedConv1D({
        name: 'up1',
        filters: 4,
        kernelSize: [4],
        strides: [2],
        padding: [[1, 1]],
        outputPadding: [0],
        useBias: true,
      }), // 16x4
      new NearestUpSampling({ name: 'up2', size: [2] }), // 32x4
      new ShuffleChannels({ name: 'shuffle1', groups: 2 }), // 32x4
      tf.layers.prelu({
        name: 'up2.prelu',
        sharedAxes: [1],
        alphaInitializer: tf.initializers.constant({ value: 0.25 }),
      }), // 32x4
      tf.layers.globalAveragePooling1d({ name: 'pool2' }), // 4
      tf.layers.dense({ name: 'word', units: 3, activation: 'softmax', kernelInitializer }), // 3
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

/** Along the one axis of a sequence. */
type Single = [number];

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

/** How many windows fit along each axis of a map. */
function countWindows(map: tf.Shape, window: number[], strides: number[]): number[] {
  return window.map((size, axis) => Math.floor((Number(map[axis]) - size) / strides[axis]) + 1);
}

interface PaddedMaxPooling1DOptions extends LayerOptions {
  poolSize: Single;
  strides: Single;
  padding: Padding;
}

/** The maximum of each window over the pixels of the map; padding never wins. */
class PaddedMaxPooling1D extends tf.layers.Layer {
  static readonly className = 'PaddedMaxPooling1D';
  private readonly options: PaddedMaxPooling1DOptions;

  constructor(options: PaddedMaxPooling1DOptions) {
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
      const x = onlyInput<tf.Tensor3D>(inputs);
      return tf.squeeze<tf.Tensor3D>(
        tf.maxPool(
          tf.expandDims<tf.Tensor4D>(tf.pad(x, padsOf(padding), -Infinity), 2),
          [poolSize[0], 1],
          [strides[0], 1],
          'valid',
        ),
        [2],
      );
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { poolSize, strides, padding } = this.options;
    return { ...super.getConfig(), poolSize, strides, padding };
  }
}
tf.serialization.registerClass(PaddedMaxPooling1D);

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

interface DepthwiseConv1DOptions extends LayerOptions {
  filters: number;
  kernelSize: Single;
  strides: Single;
  useBias: boolean;
}

/** A depthwise convolution: each channel is convolved with filters of its own. */
class DepthwiseConv1D extends tf.layers.Layer {
  static readonly className = 'DepthwiseConv1D';
  private readonly options: DepthwiseConv1DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: DepthwiseConv1DOptions) {
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
    const { filters, kernelSize, strides } = this.options;
    return [batch, ...countWindows(map, kernelSize, strides), filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor3D>(inputs);
      const kernel = this.kernel.read() as tf.Tensor3D;
      const [length, , filters] = kernel.shape;
      const channels = x.shape[2];
      const filtersOfChannels = tf.reshape<tf.Rank.R4>(kernel, [1, length, channels, filters / channels]);
      const row = tf.expandDims<tf.Tensor4D>(x, 1);
      const y = tf.squeeze(tf.depthwiseConv2d(row, filtersOfChannels, [1, strides[0]], 'valid'), [1]);
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, useBias };
  }
}
tf.serialization.registerClass(DepthwiseConv1D);

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

interface DilatedConv1DOptions extends LayerOptions {
  filters: number;
  kernelSize: Single;
  strides: Single;
  dilationRate: Single;
  useBias: boolean;
}

/**
 * A convolution with any stride. Its window skips pixels
 * by zeros in the kernel, because tfjs has no gradient of its own dilation.
 */
class DilatedConv1D extends tf.layers.Layer {
  static readonly className = 'DilatedConv1D';
  private readonly options: DilatedConv1DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: DilatedConv1DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , channels]: tf.Shape): void {
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
      const x = onlyInput<tf.Tensor3D>(inputs);
      const kernel = spread(this.kernel.read() as tf.Tensor3D, dilationRate, 0);
      const y = tf.conv1d(x, kernel, strides[0], 'valid');
      return this.bias ? tf.add(y, this.bias.read()) : y;
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { filters, kernelSize, strides, dilationRate, useBias } = this.options;
    return { ...super.getConfig(), filters, kernelSize, strides, dilationRate, useBias };
  }
}
tf.serialization.registerClass(DilatedConv1D);

interface TransposedConv1DOptions extends LayerOptions {
  filters: number;
  kernelSize: Single;
  strides: Single;
  padding: Padding;
  outputPadding: Single;
  useBias: boolean;
}

/** A transposed convolution. Padding is cut off its output, which `outputPadding` makes larger. */
class TransposedConv1D extends tf.layers.Layer {
  static readonly className = 'TransposedConv1D';
  private readonly options: TransposedConv1DOptions;
  private kernel!: tf.LayerVariable;
  private bias?: tf.LayerVariable;

  constructor(options: TransposedConv1DOptions) {
    super(options);
    this.options = options;
  }

  override build([, , channels]: tf.Shape): void {
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
    const { strides, padding, filters } = this.options;
    return tf.tidy(() => {
      const x = onlyInput<tf.Tensor3D>(inputs);
      const kernel = this.kernel.read() as tf.Tensor3D;
      const [length] = this.wholeSizes(x.shape.slice(1));
      const whole = tf.squeeze<tf.Tensor3D>(
        tf.conv2dTranspose(
          tf.expandDims<tf.Tensor4D>(x, 1),
          tf.expandDims<tf.Tensor4D>(kernel, 0),
          [x.shape[0], 1, length, filters],
          [1, strides[0]],
          'valid',
        ),
        [1],
      );
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
tf.serialization.registerClass(TransposedConv1D);

/** Tensors of one shape in turns along an axis: the first pixel of each, the second of each, and so on. */
function interleave(tensors: tf.Tensor[], axis: number): tf.Tensor {
  const size = tensors[0].shape.map((length, other) => (other === axis ? length * tensors.length : length));
  return tf.reshape(tf.stack(tensors, axis + 1), size);
}

interface NearestUpSamplingOptions extends LayerOptions {
  size: number[];
}

/** Repeats the pixels of a map; tfjs takes the wrong gradient of that where a batch is larger than one. */
class NearestUpSampling extends tf.layers.Layer {
  static readonly className = 'NearestUpSampling';
  private readonly options: NearestUpSamplingOptions;

  constructor(options: NearestUpSamplingOptions) {
    super(options);
    this.options = options;
  }

  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const sizes = this.options.size.map((factor, axis) => Number(map[axis]) * factor);
    return [batch, ...sizes, map[map.length - 1]];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { size } = this.options;
    return tf.tidy(() =>
      size.reduce(
        (map, factor, axis) => interleave(Array<tf.Tensor>(factor).fill(map), axis + 1),
        onlyInput(inputs),
      ),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { size } = this.options;
    return { ...super.getConfig(), size };
  }
}
tf.serialization.registerClass(NearestUpSampling);

interface ShuffleChannelsOptions extends LayerOptions {
  groups: number;
}

/** Deals the channels out: the first of each group, then the second of each, and so on. */
class ShuffleChannels extends tf.layers.Layer {
  static readonly className = 'ShuffleChannels';
  private readonly options: ShuffleChannelsOptions;

  constructor(options: ShuffleChannelsOptions) {
    super(options);
    this.options = options;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { groups } = this.options;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const channels = x.shape[x.shape.length - 1];
      const grouped = tf.reshape(x, [x.size / channels, groups, channels / groups]);
      return tf.reshape(tf.transpose(grouped, [0, 2, 1]), x.shape);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { groups } = this.options;
    return { ...super.getConfig(), groups };
  }
}
tf.serialization.registerClass(ShuffleChannels);

/** The name and shape of a weight in a file, where tfjs has its own. */
function storedAs({ originalName, shape }: tf.LayerVariable): { name: string; shape: number[] } {
  const [layer, variable] = originalName.split('/');
  const sizes = shape as number[];
  switch (variable) {
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
