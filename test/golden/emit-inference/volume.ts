// Compiled by cnnc from volume.cnn.
// Volume: 6x8x8x2 -> 2, 778 parameters, for predictions alone.

import {
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type Tensor5D,
  type backend_util,
  add,
  avgPool,
  concat,
  conv2d,
  dispose,
  fused,
  localResponseNormalization,
  maxPool,
  pad,
  relu,
  reshape,
  reverse,
  slice,
  split,
  stridedSlice,
  tensor,
  tidy,
  transpose,
  unstack,
  util,
  zeros,
} from '@tensorflow/tfjs-core';

export const inputShape = [6, 8, 8, 2] as const;
export type InputShape = typeof inputShape;

export const outputShape = [2] as const;
export type OutputShape = typeof outputShape;

/** A network with its weights, on the backend of TensorFlow.js that was set when it was made. */
export interface Model {
  /** What the network makes of a batch; the result is the caller's to dispose of. */
  predict(input: Tensor5D): Tensor2D;
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

function network(scan: Tensor5D, weights: Weights): Tensor2D {
  return chain(
    scan,
    (x) =>
      pad(x, [
        [0, 0],
        [1, 2],
        [1, 2],
        [1, 2],
        [0, 0],
      ]), // 9x11x11x2
    convolution3d(weights.conv1, 1), // 7x9x9x4
    relu, // 7x9x9x4
    planesThenDepth(maxPooling(2, 2, 'valid'), maxPooling(1, 1, 'valid')), // 7x4x4x4
    (x) =>
      pad(x, [
        [0, 0],
        [1, 1],
        [1, 1],
        [1, 1],
        [0, 0],
      ]), // 9x6x6x4
    inGroups(weights.depthwise1, (kernel) => convolution3d(kernel, 1)), // 7x4x4x4
    planesThenDepth(averagePooling(3, 2, 1), averagePooling([3, 1], [2, 1], 'same')), // 4x2x2x4
    responseNormalized(3, 0.1, 0.75, 1), // 4x2x2x4
    transposedConvolution3d(weights.up1, [10, 6, 6], [2, 2, 2]), // 10x6x6x4
    (x) => slice(x, [0, 1, 1, 1, 0], [-1, 8, 4, 4, 4]), // 8x4x4x4
    planesThenDepth(maxPooling(4, 4, 'valid'), maxPooling([8, 1], [8, 1], 'valid')), // 1x1x1x4
    (x) => reshape(x, [-1, 4]), // 4
    dense(weights.diagnosis), // 2
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

/**
 * A convolution of volumes without padding as a sum of convolutions of planes: on wasm those of
 * tfjs are far quicker than its conv3d.
 */
function overDepth(x: Tensor, kernel: Tensor, [deep, ...plane]: [number, number, number]): Tensor {
  const [batch, depth, height, width, channels] = x.shape;
  const taps = unstack(kernel as Tensor5D) as Tensor4D[];
  const length = Math.floor((depth - taps.length) / deep) + 1;
  const sums = taps.map((tap, place): Tensor => {
    const end = place + (length - 1) * deep + 1;
    const met = stridedSlice(
      x,
      [0, place, 0, 0, 0],
      [batch, end, height, width, channels],
      [1, deep, 1, 1, 1],
    );
    const planes = reshape(met, [batch * length, height, width, channels]) as Tensor4D;
    return conv2d(planes, tap, plane, 'valid');
  });
  const y = sums.reduce((sum, part) => add(sum, part));
  return reshape(y, [batch, length, ...y.shape.slice(1)]);
}

/** A convolution of volumes without padding. */
function convolution3d({ kernel, bias }: Kernel, strides: number | [number, number, number]): Layer {
  return (x) => {
    const y = overDepth(x, kernel, typeof strides === 'number' ? [strides, strides, strides] : strides);
    return bias ? add(y, bias) : y;
  };
}

/** A layer over volumes whose axes do not mix: over the planes of each, then over depth. */
function planesThenDepth(overPlanes: Layer, overDepth: Layer): Layer {
  return (x) => {
    const [batch, depth, ...plane] = x.shape;
    const planes = overPlanes(reshape(x, [batch * depth, ...plane]));
    const [, height, width, channels] = planes.shape;
    const columns = overDepth(reshape(planes, [batch, depth, height * width, channels]));
    return reshape(columns, [batch, -1, height, width, channels]);
  };
}

/** A word of tfjs, or pixels around a map. */
type Padding = 'valid' | 'same' | number | [top: number, bottom: number, left: number, right: number];

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

/** The maximum of each window; padding never wins. */
function maxPooling(
  window: number | [number, number],
  strides: number | [number, number],
  pad: Padding,
): Layer {
  return (x) => maxPool(x as Tensor4D, window, strides, padsOf(pad));
}

/** A layer for each group of channels, side by side. */
function inGroups(kernels: Kernel[], layerOf: (kernel: Kernel) => Layer): Layer {
  const layers = kernels.map(layerOf);
  return (x) =>
    concat(
      split(x, layers.length, -1).map((part, group) => layers[group](part)),
      -1,
    );
}

/** The mean of each window over the pixels of the map, without the padding. */
function averagePooling(
  window: number | [number, number],
  strides: number | [number, number],
  pad: Padding,
): Layer {
  return (x) => avgPool(x as Tensor4D, window, strides, padsOf(pad));
}

/** x / (k + alpha / size * sum of x^2 over `size` channels around each)^beta, as in AlexNet. */
function responseNormalized(size: number, alpha: number, beta: number, k: number): Layer {
  return (x) => {
    const channels = x.shape[x.shape.length - 1];
    const pixels: Tensor4D = reshape(x, [1, 1, -1, channels]);
    // tfjs counts the channels on one side, and does not divide alpha by their number.
    return reshape(localResponseNormalization(pixels, (size - 1) / 2, k, alpha / size, beta), x.shape);
  };
}

/** Puts zeros between the numbers along some axes, so that what were neighbours are so many steps apart. */
function spread(numbers: Tensor, steps: number[], firstAxis: number): Tensor {
  return steps.reduce((whole: Tensor, step, index) => {
    if (step === 1) return whole;
    const axis = firstAxis + index;
    const [outer, inner] = [whole.shape.slice(0, axis + 1), whole.shape.slice(axis + 1)];
    const gap = zeros([...outer, step - 1, ...inner]);
    const apart = concat([reshape(whole, [...outer, 1, ...inner]), gap], axis + 1);
    const length = outer[axis] * step;
    const sizes = [...outer.slice(0, axis), length, ...inner];
    const ends = sizes.map((size, other) => (other === axis ? length - step + 1 : size));
    return slice(reshape(apart, sizes), 0, ends);
  }, numbers);
}

/**
 * A transposed convolution that makes volumes of this size, without padding: a convolution of a volume
 * with zeros in it, since tfjs' own is wrong on wasm.
 */
function transposedConvolution3d(
  { kernel, bias }: Kernel,
  size: [number, number, number],
  strides: [number, number, number],
): Layer {
  return (x) => {
    const apart = spread(x, strides, 1);
    const around = size.map((length, axis): [number, number] => {
      const before = kernel.shape[axis] - 1;
      return [before, length - apart.shape[axis + 1]];
    });
    const turned = transpose(reverse(kernel, [0, 1, 2]), [0, 1, 2, 4, 3]);
    const y = overDepth(pad(apart as Tensor5D, [[0, 0], ...around, [0, 0]]), turned, [1, 1, 1]);
    return bias ? add(y, bias) : y;
  };
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

/** The kernel of each group of channels. */
function splitGroups({ kernel, bias }: Kernel, groups: number): Kernel[] {
  const kernels = split(kernel, groups, -1);
  const biases = bias && split(bias, groups);
  return kernels.map((part, group) => (biases ? { kernel: part, bias: biases[group] } : { kernel: part }));
}

/** The weights of a file as the layers take them. */
function readWeights(file: ArrayBuffer | Uint8Array) {
  const stored = readSafetensors(file);
  const read = (name: string, shape: number[]) => readWeight(stored, name, shape);
  return tidy(() => {
    const weights = {
      conv1: { kernel: read('conv1/kernel', [3, 3, 3, 2, 4]), bias: read('conv1/bias', [4]) },
      depthwise1: splitGroups(
        { kernel: read('depthwise1/kernel', [3, 3, 3, 1, 4]), bias: read('depthwise1/bias', [4]) },
        4,
      ),
      up1: { kernel: read('up1/kernel', [3, 3, 3, 4, 4]), bias: read('up1/bias', [4]) },
      diagnosis: { kernel: read('diagnosis/kernel', [4, 2]), bias: read('diagnosis/bias', [2]) },
    };
    expectNoMore(stored);
    return weights;
  });
}

type Weights = ReturnType<typeof readWeights>;
