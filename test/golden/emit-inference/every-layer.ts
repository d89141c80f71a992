// Compiled by cnnc from every-layer.cnn.
// EveryLayer: left 16x16x4, right 16x16x4 -> map 4x4x72, row 3, 5,623 parameters, for predictions alone.

import {
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type backend_util,
  add,
  addN,
  avgPool,
  concat,
  dispose,
  div,
  elu,
  fused,
  maxPool,
  minimum,
  mul,
  pad,
  prelu,
  relu,
  relu6,
  reshape,
  slice,
  split,
  sqrt,
  sub,
  tensor,
  tidy,
  util,
  zeros,
} from '@tensorflow/tfjs-core';

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

/** A network with its weights, on the backend of TensorFlow.js that was set when it was made. */
export interface Model {
  /** What the network makes of batches of one size; the result is the caller's to dispose of. */
  predict(inputs: { left: Tensor4D; right: Tensor4D }): { map: Tensor4D; row: Tensor2D };
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
    predict(inputs) {
      expectShape(inputs.left, inputShapes.left);
      expectShape(inputs.right, inputShapes.right);
      return tidy(() => network(inputs, weights));
    },
    dispose: () => dispose(weights),
  };
}

function network(
  inputs: { left: Tensor4D; right: Tensor4D },
  weights: Weights,
): { map: Tensor4D; row: Tensor2D } {
  const atrousDepthwise = chain(
    [inputs.left, inputs.right],
    addN, // 16x16x4
    inGroups(weights.grouped, (kernel) => convolution(kernel, { strides: 1, pad: 'same' })), // 16x16x8
    hardSwish, // 16x16x8
    convolution(weights.dilated, { strides: 2, pad: [2, 2, 1, 3] }), // 8x8x8
    scaledElu(0.5), // 8x8x8
    inGroups(weights.atrousGroups, (kernel) =>
      convolution(kernel, { strides: 1, pad: 1, dilations: [1, 2] }),
    ), // 8x8x12
    (x) => prelu(x, weights.atrousGroupsPrelu.slope), // 8x8x12
    depthwiseConvolution(weights.atrousDepthwise, { strides: 1, pad: 2, dilations: 2 }), // 8x8x12
    hardSigmoid, // 8x8x12
  );

  const maximum = chain(
    atrousDepthwise,
    maxPooling(3, 2, 1), // 4x4x12
  );

  const mean = chain(
    atrousDepthwise,
    averagePooling(3, 2, 1), // 4x4x12
  );

  const meanOfZerosToo = chain(
    atrousDepthwise,
    (x) =>
      pad(x, [
        [0, 0],
        [1, 1],
        [1, 1],
        [0, 0],
      ]), // 10x10x12
    averagePooling(3, 2, 'valid'), // 4x4x12
  );

  const norm = chain(
    [maximum, mean, meanOfZerosToo],
    (parts) => concat(parts, -1), // 4x4x36
    depthwiseConvolution(weights.depthwise, {
      strides: 1,
      pad: 'same',
      activation: 'leakyrelu',
      leakyreluAlpha: 0.1,
    }), // 4x4x72
    normalized(weights.standard), // 4x4x72
    normalized(weights.norm), // 4x4x72
  );

  const row = chain(
    norm,
    (x) => reshape(x, [-1, 1152]), // 1152
    dense(weights.row), // 3
  );

  return {
    map: norm as Tensor4D,
    row: row as Tensor2D,
  };
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

/** A layer for each group of channels, side by side. */
function inGroups(kernels: Kernel[], layerOf: (kernel: Kernel) => Layer): Layer {
  const layers = kernels.map(layerOf);
  return (x) =>
    concat(
      split(x, layers.length, -1).map((part, group) => layers[group](part)),
      -1,
    );
}

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

/** relu6(x + 3) / 6. */
function hardSigmoid(x: Tensor): Tensor {
  return mul(relu6(add(x, 3)), 1 / 6);
}

/** x relu6(x + 3) / 6, as in MobileNetV3. */
function hardSwish(x: Tensor): Tensor {
  return mul(x, hardSigmoid(x));
}

/** ELU whose negative side is alpha (exp(x) - 1). */
function scaledElu(alpha: number): Layer {
  return (x) => add(relu(x), mul(elu(minimum(x, 0)), alpha));
}

/** A convolution of each channel with its bias and its activation. */
function depthwiseConvolution({ kernel, ...bias }: Kernel, options: ConvolutionOptions): Layer {
  // Explicit pads work, though the types of tfjs leave them out.
  const pad = padsOf(options.pad) as 'valid';
  return (x) =>
    fused.depthwiseConv2d({ ...options, x: x as Tensor4D, filter: kernel as Tensor4D, ...bias, pad });
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

/** Batch normalisation as one factor and one offset a channel. */
function scaleAndShift(
  { gamma, beta, mean, variance }: { gamma?: Tensor; beta?: Tensor; mean: Tensor; variance: Tensor },
  epsilon: number,
) {
  const scale = div(gamma ?? 1, sqrt(add(variance, epsilon)));
  return { scale, shift: sub(beta ?? 0, mul(mean, scale)) };
}

function normalized({ scale, shift }: ReturnType<typeof scaleAndShift>): Layer {
  return (x) => add(mul(x, scale), shift);
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

/** The kernel of a dilated layer with its zeros written out, for what tfjs has no dilation for. */
function dilate({ kernel, ...bias }: Kernel, dilations: number[]): Kernel {
  return { kernel: spread(kernel, dilations, 0), ...bias };
}

/** The kernel of a convolution by channel as tfjs has it, [height, width, channels, maps of each]. */
function perChannel({ kernel, ...bias }: Kernel, channels: number): Kernel {
  const [height, width] = kernel.shape;
  return { kernel: reshape(kernel, [height, width, channels, -1]), ...bias };
}

/** The weights of a file as the layers take them. */
function readWeights(file: ArrayBuffer | Uint8Array) {
  const stored = readSafetensors(file);
  const read = (name: string, shape: number[]) => readWeight(stored, name, shape);
  return tidy(() => {
    const weights = {
      grouped: splitGroups(
        { kernel: read('grouped/kernel', [3, 3, 2, 8]), bias: read('grouped/bias', [8]) },
        2,
      ),
      dilated: dilate(
        { kernel: read('dilated/kernel', [3, 3, 8, 8]), bias: read('dilated/bias', [8]) },
        [2, 2],
      ),
      atrousGroups: splitGroups({ kernel: read('atrousGroups/kernel', [3, 2, 2, 12]) }, 4),
      atrousGroupsPrelu: { slope: read('atrousGroups.prelu/slope', [12]) },
      atrousDepthwise: perChannel(
        { kernel: read('atrousDepthwise/kernel', [3, 3, 1, 12]), bias: read('atrousDepthwise/bias', [12]) },
        12,
      ),
      depthwise: perChannel(
        { kernel: read('depthwise/kernel', [3, 3, 1, 72]), bias: read('depthwise/bias', [72]) },
        36,
      ),
      standard: scaleAndShift(
        {
          mean: read('standard/mean', [72]),
          variance: read('standard/variance', [72]),
          gamma: read('standard/gamma', [72]),
          beta: read('standard/beta', [72]),
        },
        0.001,
      ),
      norm: scaleAndShift({ mean: read('norm/mean', [72]), variance: read('norm/variance', [72]) }, 0.001),
      row: { kernel: read('row/kernel', [1152, 3]), bias: read('row/bias', [3]) },
    };
    expectNoMore(stored);
    return weights;
  });
}

type Weights = ReturnType<typeof readWeights>;
