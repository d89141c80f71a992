// Compiled by cnnc from mnist.cnn.
// Mnist: 28x28x1 -> 10, 454,922 parameters, for predictions alone.

import {
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type backend_util,
  dispose,
  fused,
  maxPool,
  reshape,
  softmax,
  tensor,
  tidy,
  util,
} from '@tensorflow/tfjs-core';

export const inputShape = [28, 28, 1] as const;
export type InputShape = typeof inputShape;

export const outputShape = [10] as const;
export type OutputShape = typeof outputShape;

/** A network with its weights, on the backend of TensorFlow.js that was set when it was made. */
export interface Model {
  /** What the network makes of a batch; the result is the caller's to dispose of. */
  predict(input: Tensor4D): Tensor2D;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * The network with the weights that `cnnc build --weights` wrote into this file; throws if the file is
 * cut off or that of another network.
 */
export function createModel(file: ArrayBuffer | Uint8Array): Model {
  const weights = readWeights(file);
  return {
    predict(input) {
      expectShape(input, inputShape);
      return tidy(() => network(input, weights));
    },
    dispose: () => dispose(weights),
  };
}

function network(input: Tensor4D, weights: Weights): Tensor2D {
  return chain(
    input,
    convolution(weights.conv1, { strides: 1, pad: 'same', activation: 'relu' }), // 28x28x32
    maxPooling(2, 2, 'valid'), // 14x14x32
    convolution(weights.conv2, { strides: 1, pad: 'same', activation: 'relu' }), // 14x14x64
    maxPooling(2, 2, 'valid'), // 7x7x64
    (x) => reshape(x, [-1, 3136]), // 3136
    dense(weights.dense1, { activation: 'relu' }), // 128
    dense(weights.dense2), // 10
    softmax, // 10
  ) as Tensor2D;
}

/** Throws unless the tensor is a batch of this shape. */
function expectShape(batch: Tensor, shape: readonly number[]): void {
  if (batch.shape.slice(1).join() !== shape.join()) {
    throw new Error(`The network takes batches of ${shape.join('x')}, and this is ${batch.shape.join('x')}.`);
  }
}

type Layer = (x: Tensor) => Tensor;

/** Leads inputs through layers; what a layer made is freed as soon as the next one has read it. */
function chain<Inputs extends Tensor | Tensor[]>(
  inputs: Inputs,
  first: (inputs: Inputs) => Tensor,
  ...rest: Layer[]
): Tensor {
  let value = tidy(() => first(inputs));
  for (const layer of rest) {
    const read = value;
    value = tidy(() => layer(read));
    read.dispose();
  }
  return value;
}

type Kernel = {
  kernel: Tensor;
  bias?: Tensor;
};

/** A word of tfjs, or pixels around a map. */
type Padding = 'valid' | 'same' | number | [top: number, bottom: number, left: number, right: number];

interface ConvolutionOptions extends Omit<
  Parameters<typeof fused.conv2d>[0],
  'x' | 'filter' | 'bias' | 'pad'
> {
  pad: Padding;
}

/** Padding as tfjs takes it, which misreads one number where a window is no square. */
function padsOf(pad: Padding): 'valid' | 'same' | backend_util.ExplicitPadding {
  if (typeof pad === 'string') return pad;
  const [top, bottom, left, right] = typeof pad === 'number' ? [pad, pad, pad, pad] : pad;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** A convolution with its bias and its activation. */
function convolution({ kernel, ...bias }: Kernel, options: ConvolutionOptions): Layer {
  // Explicit pads work, though the types of tfjs leave them out.
  const pad = padsOf(options.pad) as 'valid';
  return (x) => fused.conv2d({ ...options, x: x as Tensor4D, filter: kernel as Tensor4D, ...bias, pad });
}

/** The maximum of each window; padding never wins. */
function maxPooling(
  window: number | [number, number],
  strides: number | [number, number],
  pad: Padding,
): Layer {
  return (x) => maxPool(x as Tensor4D, window, strides, padsOf(pad));
}

/** A dense layer with its bias and its activation. */
function dense(
  { kernel, ...bias }: Kernel,
  options?: Pick<Parameters<typeof fused.matMul>[0], 'activation' | 'leakyreluAlpha'>,
): Layer {
  return (x) => fused.matMul({ ...options, a: x, b: kernel, ...bias });
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

/** Takes a weight out of the file; throws where the file has it not. */
function readWeight({ header, data }: Safetensors, name: string, shape: number[]): Tensor {
  const stored = header[name];
  if (stored === undefined) throw new Error(`The weights file has no ${name}.`);
  if (stored.dtype !== 'F32') throw new Error(`${name} is stored as ${stored.dtype}, not as F32.`);
  if (stored.shape.join() !== shape.join()) {
    throw new Error(
      `${name} is ${stored.shape.join('x')} in the weights file and ${shape.join('x')} in the network.`,
    );
  }
  const [start, end] = stored.data_offsets;
  if (end > data.length || end - start !== 4 * util.sizeFromShape(shape)) {
    throw new Error(`The weights file is cut off: ${name} is not whole.`);
  }
  const numbers = new Uint8Array(data.subarray(start, end));
  delete header[name];
  return tensor(new Float32Array(numbers.buffer), shape);
}

/** Throws where weights are left: they are not those of this network, or not prepared for it. */
function expectNoMore({ header }: Safetensors): void {
  const rest = Object.keys(header).filter((name) => name !== '__metadata__');
  if (rest.length > 0) {
    throw new Error(
      `The weights file has ${rest[0]} too: it is not what cnnc build --weights wrote for this network.`,
    );
  }
}

/** The weights of a file as the layers take them. */
function readWeights(file: ArrayBuffer | Uint8Array) {
  const stored = readSafetensors(file);
  const read = (name: string, shape: number[]) => readWeight(stored, name, shape);
  return tidy(() => {
    const weights = {
      conv1: { kernel: read('conv1/kernel', [5, 5, 1, 32]), bias: read('conv1/bias', [32]) },
      conv2: { kernel: read('conv2/kernel', [5, 5, 32, 64]), bias: read('conv2/bias', [64]) },
      dense1: { kernel: read('dense1/kernel', [3136, 128]), bias: read('dense1/bias', [128]) },
      dense2: { kernel: read('dense2/kernel', [128, 10]), bias: read('dense2/bias', [10]) },
    };
    expectNoMore(stored);
    return weights;
  });
}

type Weights = ReturnType<typeof readWeights>;
