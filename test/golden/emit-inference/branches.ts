// Compiled by cnnc from branches.cnn.
// Branches: 16x16x3 -> 10, 66,850 parameters, for predictions alone.

import {
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type backend_util,
  addN,
  avgPool,
  concat,
  dispose,
  fused,
  maxPool,
  relu,
  reshape,
  slice,
  softmax,
  tensor,
  tidy,
  util,
} from '@tensorflow/tfjs-core';

export const inputShape = [16, 16, 3] as const;
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
 * The network with its own weights, or with others that `cnnc build --weights` wrote into a file; throws
 * if the file is cut off or that of another network.
 */
export function createModel(file: ArrayBuffer | Uint8Array = decodeBase64(embeddedWeights)): Model {
  const weights = readWeights(file);
  return {
    predict(input) {
      expectShape(input, inputShape);
      return tidy(() => network(input, weights));
    },
    dispose: () => dispose(weights),
  };
}

function network(image: Tensor4D, weights: Weights): Tensor2D {
  const pool1 = chain(
    image,
    convolution(weights.conv1, { strides: 1, pad: 'same', activation: 'relu' }), // 16x16x16
    maxPooling(3, 2, 'same'), // 8x8x16
  );

  const inception1Conv1Conv2Conv4 = chain(
    pool1,
    convolution(weights.inception1Conv1Conv2Conv4, { strides: 1, pad: 'valid', activation: 'relu' }), // 8x8x24
  );
  const inception1Conv1 = chain(
    inception1Conv1Conv2Conv4,
    (x) => slice(x, [0, 0, 0, 0], [-1, 8, 8, 8]), // 8x8x8
  );
  const inception1Conv3 = chain(
    inception1Conv1Conv2Conv4,
    (x) => slice(x, [0, 0, 0, 8], [-1, 8, 8, 12]), // 8x8x12
    convolution(weights.inception1Conv3, { strides: 1, pad: 'same', activation: 'relu' }), // 8x8x16
  );
  const inception1Conv5 = chain(
    inception1Conv1Conv2Conv4,
    (x) => slice(x, [0, 0, 0, 20], [-1, 8, 8, 4]), // 8x8x4
    convolution(weights.inception1Conv5, { strides: 1, pad: 'same', activation: 'relu' }), // 8x8x8
  );
  const inception1Conv6 = chain(
    pool1,
    maxPooling(3, 1, 'same'), // 8x8x16
    convolution(weights.inception1Conv6, { strides: 1, pad: 'valid', activation: 'relu' }), // 8x8x8
  );
  const inception1 = chain(
    [inception1Conv1, inception1Conv3, inception1Conv5, inception1Conv6],
    (parts) => concat(parts, -1), // 8x8x40
  );

  const residual1Conv2 = chain(
    inception1,
    convolution(weights.residual1Conv1, { strides: 2, pad: 1, activation: 'relu' }), // 4x4x64
    convolution(weights.residual1Conv2, { strides: 1, pad: 'same' }), // 4x4x64
  );
  const residual1Shortcut = chain(
    inception1,
    convolution(weights.residual1Shortcut, { strides: 2, pad: 'valid' }), // 4x4x64
  );
  return chain(
    [residual1Conv2, residual1Shortcut],
    addN, // 4x4x64
    relu, // 4x4x64
    averagePooling(4, 4, 'valid'), // 1x1x64
    (x) => reshape(x, [-1, 64]), // 64
    dense(weights.classes), // 10
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

/** The mean of each window over the pixels of the map, without the padding. */
function averagePooling(
  window: number | [number, number],
  strides: number | [number, number],
  pad: Padding,
): Layer {
  return (x) => avgPool(x as Tensor4D, window, strides, padsOf(pad));
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
      conv1: { kernel: read('conv1/kernel', [3, 3, 3, 16]), bias: read('conv1/bias', [16]) },
      inception1Conv1Conv2Conv4: {
        kernel: read('inception1.conv1+conv2+conv4/kernel', [1, 1, 16, 24]),
        bias: read('inception1.conv1+conv2+conv4/bias', [24]),
      },
      inception1Conv3: {
        kernel: read('inception1.conv3/kernel', [3, 3, 12, 16]),
        bias: read('inception1.conv3/bias', [16]),
      },
      inception1Conv5: {
        kernel: read('inception1.conv5/kernel', [5, 5, 4, 8]),
        bias: read('inception1.conv5/bias', [8]),
      },
      inception1Conv6: {
        kernel: read('inception1.conv6/kernel', [1, 1, 16, 8]),
        bias: read('inception1.conv6/bias', [8]),
      },
      residual1Conv1: {
        kernel: read('residual1.conv1/kernel', [3, 3, 40, 64]),
        bias: read('residual1.conv1/bias', [64]),
      },
      residual1Conv2: {
        kernel: read('residual1.conv2/kernel', [3, 3, 64, 64]),
        bias: read('residual1.conv2/bias', [64]),
      },
      residual1Shortcut: {
        kernel: read('residual1.shortcut/kernel', [1, 1, 40, 64]),
        bias: read('residual1.shortcut/bias', [64]),
      },
      classes: { kernel: read('classes/kernel', [64, 10]), bias: read('classes/bias', [10]) },
    };
    expectNoMore(stored);
    return weights;
  });
}

type Weights = ReturnType<typeof readWeights>;

function decodeBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A safetensors file in base64. */
const embeddedWeights = 'AAAA';
