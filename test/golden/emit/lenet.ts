// Compiled by cnnc from lenet.cnn.
// LeNet5: 28x28x1 -> 10, 61,706 parameters.

import * as tf from '@tensorflow/tfjs';

export const inputShape = [28, 28, 1] as const;
export type InputShape = typeof inputShape;

export const outputShape = [10] as const;
export type OutputShape = typeof outputShape;

/** As in Keras; tfjs itself would take glorotNormal. */
const kernelInitializer = 'glorotUniform';

/** The network with new weights. */
export function createModel(): tf.LayersModel {
  return tf.sequential({
    name: 'LeNet5',
    layers: [
      tf.layers.inputLayer({ name: 'input', inputShape: [...inputShape] }), // 28x28x1
      tf.layers.conv2d({
        name: 'conv1',
        filters: 6,
        kernelSize: 5,
        padding: 'same',
        activation: 'relu',
        kernelInitializer,
      }), // 28x28x6
      tf.layers.maxPooling2d({ name: 'pool1', poolSize: 2 }), // 14x14x6
      tf.layers.conv2d({ name: 'conv2', filters: 16, kernelSize: 5, activation: 'relu', kernelInitializer }), // 10x10x16
      tf.layers.maxPooling2d({ name: 'pool2', poolSize: 2 }), // 5x5x16
      tf.layers.flatten({ name: 'flatten1' }), // 400
      tf.layers.dense({ name: 'dense1', units: 120, activation: 'relu', kernelInitializer }), // 120
      tf.layers.dense({ name: 'dense2', units: 84, activation: 'relu', kernelInitializer }), // 84
      tf.layers.dense({ name: 'dense3', units: 10, activation: 'softmax', kernelInitializer }), // 10
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
