// Compiled by cnnc from unet.cnn.
// UNet: 14x14x3 -> mask 14x14x1, seen 1, 2,011 parameters.

import * as tf from '@tensorflow/tfjs';

export const inputShape = [14, 14, 3] as const;
export type InputShape = typeof inputShape;

export const outputShapes = {
  mask: [14, 14, 1],
  seen: [1],
} as const;
export type OutputShapes = typeof outputShapes;

/** As in Keras; tfjs itself would take glorotNormal. */
const kernelInitializer = 'glorotUniform';

/** The network with new weights. */
export function createModel(): tf.LayersModel {
  const photo = tf.input({ name: 'photo', shape: [...inputShape] }); // 14x14x3

  const down1 = connect(
    photo,
    tf.layers.rescaling({ name: 'scale', scale: 1 / 255, offset: -0.5 }), // 14x14x3
    tf.layers.zeroPadding2d({ name: 'frame', padding: 1 }), // 16x16x3
    tf.layers.conv2d({
      name: 'down1',
      filters: 4,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 16x16x4
  );

  const down2 = connect(
    down1,
    tf.layers.maxPooling2d({ name: 'pool1', poolSize: 2 }), // 8x8x4
    tf.layers.conv2d({
      name: 'down2',
      filters: 6,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x6
  );

  const bottom = connect(
    down2,
    tf.layers.maxPooling2d({ name: 'pool2', poolSize: 2 }), // 4x4x6
    tf.layers.conv2d({
      name: 'bottom',
      filters: 8,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 4x4x8
  );

  const seen = connect(
    bottom,
    tf.layers.globalAveragePooling2d({ name: 'mean' }), // 8
    tf.layers.dense({ name: 'seen', units: 1, activation: 'sigmoid', kernelInitializer }), // 1
  );

  const up2 = connect(
    bottom,
    tf.layers.conv2dTranspose({ name: 'up2', filters: 6, kernelSize: 2, strides: 2, kernelInitializer }), // 8x8x6
  );

  const attentionScore = connect(
    [down2, up2],
    tf.layers.add({ name: 'attention.sum' }), // 8x8x6
    tf.layers.activation({ name: 'attention.relu', activation: 'relu' }), // 8x8x6
    tf.layers.conv2d({
      name: 'attention.score',
      filters: 1,
      kernelSize: 1,
      activation: 'sigmoid',
      kernelInitializer,
    }), // 8x8x1
  );

  const attended = connect(
    [down2, attentionScore],
    tf.layers.multiply({ name: 'attended' }), // 8x8x6
  );

  const up1 = connect(
    [attended, up2],
    tf.layers.concatenate({ name: 'joined2' }), // 8x8x12
    tf.layers.conv2d({
      name: 'merged2',
      filters: 6,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x6
    new LinearUpSampling({ name: 'up1', size: [2, 2] }), // 16x16x6
  );

  const mask = connect(
    [down1, up1],
    tf.layers.concatenate({ name: 'joined1' }), // 16x16x10
    tf.layers.conv2d({
      name: 'merged1',
      filters: 4,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 16x16x4
    tf.layers.conv2d({ name: 'pixels', filters: 1, kernelSize: 1, activation: 'sigmoid', kernelInitializer }), // 16x16x1
    tf.layers.cropping2D({ name: 'mask', cropping: 1 }), // 14x14x1
  );

  return tf.model({ name: 'UNet', inputs: photo, outputs: [mask, seen] });
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

/** The one tensor that a layer is called on; tfjs hands it over alone or in a list. */
function onlyInput<Input extends tf.Tensor>(inputs: tf.Tensor | tf.Tensor[]): Input {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as Input;
}

/** Tensors of one shape in turns along an axis: the first pixel of each, the second of each, and so on. */
function interleave(tensors: tf.Tensor[], axis: number): tf.Tensor {
  const size = tensors[0].shape.map((length, other) => (other === axis ? length * tensors.length : length));
  return tf.reshape(tf.stack(tensors, axis + 1), size);
}

/** So many pixels of a map along one of its axes. */
function part(map: tf.Tensor, axis: number, start: number, length: number): tf.Tensor {
  const sizes = map.shape.map((size, other) => (other === axis ? length : size));
  return tf.slice(
    map,
    sizes.map((_, other) => (other === axis ? start : 0)),
    sizes,
  );
}

/** Linear interpolation along an axis: pixel i of the larger map lies at (i + 1/2) / factor - 1/2 in x. */
function blendAlong(x: tf.Tensor, axis: number, factor: number): tf.Tensor {
  const held = tf.concat([part(x, axis, 0, 1), x, part(x, axis, x.shape[axis] - 1, 1)], axis);
  const before = part(held, axis, 0, x.shape[axis]);
  const after = part(held, axis, 2, x.shape[axis]);
  const blends = Array.from({ length: factor }, (_, index) => {
    const distance = (index + 0.5) / factor - 0.5;
    const neighbour = tf.mul(distance < 0 ? before : after, Math.abs(distance));
    return tf.add(tf.mul(x, 1 - Math.abs(distance)), neighbour);
  });
  return interleave(blends, axis);
}

interface LinearUpSamplingOptions extends LayerOptions {
  size: number[];
}

/**
 * Blends the pixels of a map along each of its axes, with half-pixel centres and the edges held; tfjs
 * takes the gradient of that as if pixels were centred otherwise.
 */
class LinearUpSampling extends tf.layers.Layer {
  static readonly className = 'LinearUpSampling';
  private readonly options: LinearUpSamplingOptions;

  constructor(options: LinearUpSamplingOptions) {
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
      size.reduce((map, factor, axis) => blendAlong(map, axis + 1, factor), onlyInput(inputs)),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { size } = this.options;
    return { ...super.getConfig(), size };
  }
}
tf.serialization.registerClass(LinearUpSampling);

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
