// Compiled by cnnc from branches.cnn.
// Branches: 16x16x3 -> 10, 67,426 parameters (67,042 of them trained).

import * as tf from '@tensorflow/tfjs';

export const inputShape = [16, 16, 3] as const;
export type InputShape = typeof inputShape;

export const outputShape = [10] as const;
export type OutputShape = typeof outputShape;

/** As in Keras; tfjs itself would take glorotNormal. */
const kernelInitializer = 'glorotUniform';

/** The network with new weights. */
export function createModel(): tf.LayersModel {
  const image = tf.input({ name: 'image', shape: [...inputShape] }); // 16x16x3

  const pool1 = connect(
    image,
    tf.layers.conv2d({
      name: 'conv1',
      filters: 16,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 16x16x16
    tf.layers.maxPooling2d({ name: 'pool1', poolSize: 3, strides: 2, padding: 'same' }), // 8x8x16
  );

  const inception1Conv1 = connect(
    pool1,
    tf.layers.conv2d({
      name: 'inception1.conv1',
      filters: 8,
      kernelSize: 1,
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x8
  );
  const inception1Conv3 = connect(
    pool1,
    tf.layers.conv2d({
      name: 'inception1.conv2',
      filters: 12,
      kernelSize: 1,
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x12
    tf.layers.conv2d({
      name: 'inception1.conv3',
      filters: 16,
      kernelSize: 3,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x16
  );
  const inception1Conv5 = connect(
    pool1,
    tf.layers.conv2d({
      name: 'inception1.conv4',
      filters: 4,
      kernelSize: 1,
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x4
    tf.layers.conv2d({
      name: 'inception1.conv5',
      filters: 8,
      kernelSize: 5,
      padding: 'same',
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x8
  );
  const inception1Conv6 = connect(
    pool1,
    tf.layers.maxPooling2d({ name: 'inception1.pool1', poolSize: 3, strides: 1, padding: 'same' }), // 8x8x16
    tf.layers.conv2d({
      name: 'inception1.conv6',
      filters: 8,
      kernelSize: 1,
      activation: 'relu',
      kernelInitializer,
    }), // 8x8x8
  );
  const inception1 = connect(
    [inception1Conv1, inception1Conv3, inception1Conv5, inception1Conv6],
    tf.layers.concatenate({ name: 'inception1' }), // 8x8x40
  );

  const residual1Conv2Bn = connect(
    inception1,
    tf.layers.zeroPadding2d({ name: 'residual1.conv1.padding', padding: 1 }), // 10x10x40
    tf.layers.conv2d({
      name: 'residual1.conv1',
      filters: 64,
      kernelSize: 3,
      strides: 2,
      useBias: false,
      kernelInitializer,
    }), // 4x4x64
    tf.layers.batchNormalization({ name: 'residual1.conv1.bn' }), // 4x4x64
    tf.layers.activation({ name: 'residual1.conv1.relu', activation: 'relu' }), // 4x4x64
    tf.layers.conv2d({
      name: 'residual1.conv2',
      filters: 64,
      kernelSize: 3,
      padding: 'same',
      useBias: false,
      kernelInitializer,
    }), // 4x4x64
    tf.layers.batchNormalization({ name: 'residual1.conv2.bn', epsilon: 1e-5, momentum: 0.9 }), // 4x4x64
  );
  const residual1ShortcutBn = connect(
    inception1,
    tf.layers.conv2d({
      name: 'residual1.shortcut',
      filters: 64,
      kernelSize: 1,
      strides: 2,
      useBias: false,
      kernelInitializer,
    }), // 4x4x64
    tf.layers.batchNormalization({ name: 'residual1.shortcut.bn' }), // 4x4x64
  );
  const classes = connect(
    [residual1Conv2Bn, residual1ShortcutBn],
    tf.layers.add({ name: 'residual1' }), // 4x4x64
    tf.layers.activation({ name: 'residual1.relu', activation: 'relu' }), // 4x4x64
    tf.layers.globalAveragePooling2d({ name: 'pool2' }), // 64
    tf.layers.dropout({ name: 'dropout1', rate: 0.4 }), // 64
    tf.layers.dense({ name: 'classes', units: 10, activation: 'softmax', kernelInitializer }), // 10
  );

  return tf.model({ name: 'Branches', inputs: image, outputs: classes });
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

/** The name and shape of a weight in a file, where tfjs has its own. */
function storedAs({ originalName, shape }: tf.LayerVariable): { name: string; shape: number[] } {
  const [layer, variable] = originalName.split('/');
  const sizes = shape as number[];
  switch (variable) {
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
