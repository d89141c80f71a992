// Compiled by cnnc from mobilenet-v2.cnn.
// MobileNetV2: 224x224x3 -> 1000, 3,487,816 parameters, for predictions alone.

import {
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  type backend_util,
  addN,
  avgPool,
  dispose,
  fused,
  reshape,
  softmax,
  tensor,
  tidy,
  util,
} from '@tensorflow/tfjs-core';

export const inputShape = [224, 224, 3] as const;
export type InputShape = typeof inputShape;

export const outputShape = [1000] as const;
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
  const stage2Residual1Conv2 = chain(
    input,
    convolution(weights.conv1, { strides: 2, pad: 'same', activation: 'relu6' }), // 112x112x32
    depthwiseConvolution(weights.stage1Residual1Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 112x112x32
    convolution(weights.stage1Residual1Conv1, { strides: 1, pad: 'valid' }), // 112x112x16
    convolution(weights.stage2Residual1Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 112x112x96
    depthwiseConvolution(weights.stage2Residual1Depthwise1, { strides: 2, pad: 'same', activation: 'relu6' }), // 56x56x96
    convolution(weights.stage2Residual1Conv2, { strides: 1, pad: 'valid' }), // 56x56x24
  );

  const stage2Residual2Conv2 = chain(
    stage2Residual1Conv2,
    convolution(weights.stage2Residual2Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 56x56x144
    depthwiseConvolution(weights.stage2Residual2Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 56x56x144
    convolution(weights.stage2Residual2Conv2, { strides: 1, pad: 'valid' }), // 56x56x24
  );
  const stage3Residual1Conv2 = chain(
    [stage2Residual2Conv2, stage2Residual1Conv2],
    addN, // 56x56x24
    convolution(weights.stage3Residual1Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 56x56x144
    depthwiseConvolution(weights.stage3Residual1Depthwise1, { strides: 2, pad: 'same', activation: 'relu6' }), // 28x28x144
    convolution(weights.stage3Residual1Conv2, { strides: 1, pad: 'valid' }), // 28x28x32
  );

  const stage3Residual2Conv2 = chain(
    stage3Residual1Conv2,
    convolution(weights.stage3Residual2Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 28x28x192
    depthwiseConvolution(weights.stage3Residual2Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 28x28x192
    convolution(weights.stage3Residual2Conv2, { strides: 1, pad: 'valid' }), // 28x28x32
  );
  const stage3Residual2 = chain(
    [stage3Residual2Conv2, stage3Residual1Conv2],
    addN, // 28x28x32
  );
  const stage3Residual3Conv2 = chain(
    stage3Residual2,
    convolution(weights.stage3Residual3Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 28x28x192
    depthwiseConvolution(weights.stage3Residual3Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 28x28x192
    convolution(weights.stage3Residual3Conv2, { strides: 1, pad: 'valid' }), // 28x28x32
  );
  const stage4Residual1Conv2 = chain(
    [stage3Residual3Conv2, stage3Residual2],
    addN, // 28x28x32
    convolution(weights.stage4Residual1Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 28x28x192
    depthwiseConvolution(weights.stage4Residual1Depthwise1, { strides: 2, pad: 'same', activation: 'relu6' }), // 14x14x192
    convolution(weights.stage4Residual1Conv2, { strides: 1, pad: 'valid' }), // 14x14x64
  );

  const stage4Residual2Conv2 = chain(
    stage4Residual1Conv2,
    convolution(weights.stage4Residual2Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x384
    depthwiseConvolution(weights.stage4Residual2Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 14x14x384
    convolution(weights.stage4Residual2Conv2, { strides: 1, pad: 'valid' }), // 14x14x64
  );
  const stage4Residual2 = chain(
    [stage4Residual2Conv2, stage4Residual1Conv2],
    addN, // 14x14x64
  );
  const stage4Residual3Conv2 = chain(
    stage4Residual2,
    convolution(weights.stage4Residual3Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x384
    depthwiseConvolution(weights.stage4Residual3Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 14x14x384
    convolution(weights.stage4Residual3Conv2, { strides: 1, pad: 'valid' }), // 14x14x64
  );
  const stage4Residual3 = chain(
    [stage4Residual3Conv2, stage4Residual2],
    addN, // 14x14x64
  );
  const stage4Residual4Conv2 = chain(
    stage4Residual3,
    convolution(weights.stage4Residual4Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x384
    depthwiseConvolution(weights.stage4Residual4Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 14x14x384
    convolution(weights.stage4Residual4Conv2, { strides: 1, pad: 'valid' }), // 14x14x64
  );
  const stage5Residual1Conv2 = chain(
    [stage4Residual4Conv2, stage4Residual3],
    addN, // 14x14x64
    convolution(weights.stage5Residual1Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x384
    depthwiseConvolution(weights.stage5Residual1Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 14x14x384
    convolution(weights.stage5Residual1Conv2, { strides: 1, pad: 'valid' }), // 14x14x96
  );

  const stage5Residual2Conv2 = chain(
    stage5Residual1Conv2,
    convolution(weights.stage5Residual2Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x576
    depthwiseConvolution(weights.stage5Residual2Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 14x14x576
    convolution(weights.stage5Residual2Conv2, { strides: 1, pad: 'valid' }), // 14x14x96
  );
  const stage5Residual2 = chain(
    [stage5Residual2Conv2, stage5Residual1Conv2],
    addN, // 14x14x96
  );
  const stage5Residual3Conv2 = chain(
    stage5Residual2,
    convolution(weights.stage5Residual3Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x576
    depthwiseConvolution(weights.stage5Residual3Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 14x14x576
    convolution(weights.stage5Residual3Conv2, { strides: 1, pad: 'valid' }), // 14x14x96
  );
  const stage6Residual1Conv2 = chain(
    [stage5Residual3Conv2, stage5Residual2],
    addN, // 14x14x96
    convolution(weights.stage6Residual1Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 14x14x576
    depthwiseConvolution(weights.stage6Residual1Depthwise1, { strides: 2, pad: 'same', activation: 'relu6' }), // 7x7x576
    convolution(weights.stage6Residual1Conv2, { strides: 1, pad: 'valid' }), // 7x7x160
  );

  const stage6Residual2Conv2 = chain(
    stage6Residual1Conv2,
    convolution(weights.stage6Residual2Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 7x7x960
    depthwiseConvolution(weights.stage6Residual2Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 7x7x960
    convolution(weights.stage6Residual2Conv2, { strides: 1, pad: 'valid' }), // 7x7x160
  );
  const stage6Residual2 = chain(
    [stage6Residual2Conv2, stage6Residual1Conv2],
    addN, // 7x7x160
  );
  const stage6Residual3Conv2 = chain(
    stage6Residual2,
    convolution(weights.stage6Residual3Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 7x7x960
    depthwiseConvolution(weights.stage6Residual3Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 7x7x960
    convolution(weights.stage6Residual3Conv2, { strides: 1, pad: 'valid' }), // 7x7x160
  );
  return chain(
    [stage6Residual3Conv2, stage6Residual2],
    addN, // 7x7x160
    convolution(weights.stage7Residual1Conv1, { strides: 1, pad: 'valid', activation: 'relu6' }), // 7x7x960
    depthwiseConvolution(weights.stage7Residual1Depthwise1, { strides: 1, pad: 'same', activation: 'relu6' }), // 7x7x960
    convolution(weights.stage7Residual1Conv2, { strides: 1, pad: 'valid' }), // 7x7x320
    convolution(weights.conv2, { strides: 1, pad: 'valid', activation: 'relu6' }), // 7x7x1280
    averagePooling(7, 7, 'valid'), // 1x1x1280
    (x) => reshape(x, [-1, 1280]), // 1280
    dense(weights.dense1), // 1000
    softmax, // 1000
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

/** A convolution of each channel with its bias and its activation. */
function depthwiseConvolution({ kernel, ...bias }: Kernel, options: ConvolutionOptions): Layer {
  // Explicit pads work, though the types of tfjs leave them out.
  const pad = padsOf(options.pad) as 'valid';
  return (x) =>
    fused.depthwiseConv2d({ ...options, x: x as Tensor4D, filter: kernel as Tensor4D, ...bias, pad });
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
      conv1: { kernel: read('conv1/kernel', [3, 3, 3, 32]), bias: read('conv1/bias', [32]) },
      stage1Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage1.residual1.depthwise1/kernel', [3, 3, 1, 32]),
          bias: read('Stage1.residual1.depthwise1/bias', [32]),
        },
        32,
      ),
      stage1Residual1Conv1: {
        kernel: read('Stage1.residual1.conv1/kernel', [1, 1, 32, 16]),
        bias: read('Stage1.residual1.conv1/bias', [16]),
      },
      stage2Residual1Conv1: {
        kernel: read('Stage2.residual1.conv1/kernel', [1, 1, 16, 96]),
        bias: read('Stage2.residual1.conv1/bias', [96]),
      },
      stage2Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage2.residual1.depthwise1/kernel', [3, 3, 1, 96]),
          bias: read('Stage2.residual1.depthwise1/bias', [96]),
        },
        96,
      ),
      stage2Residual1Conv2: {
        kernel: read('Stage2.residual1.conv2/kernel', [1, 1, 96, 24]),
        bias: read('Stage2.residual1.conv2/bias', [24]),
      },
      stage2Residual2Conv1: {
        kernel: read('Stage2.residual2.conv1/kernel', [1, 1, 24, 144]),
        bias: read('Stage2.residual2.conv1/bias', [144]),
      },
      stage2Residual2Depthwise1: perChannel(
        {
          kernel: read('Stage2.residual2.depthwise1/kernel', [3, 3, 1, 144]),
          bias: read('Stage2.residual2.depthwise1/bias', [144]),
        },
        144,
      ),
      stage2Residual2Conv2: {
        kernel: read('Stage2.residual2.conv2/kernel', [1, 1, 144, 24]),
        bias: read('Stage2.residual2.conv2/bias', [24]),
      },
      stage3Residual1Conv1: {
        kernel: read('Stage3.residual1.conv1/kernel', [1, 1, 24, 144]),
        bias: read('Stage3.residual1.conv1/bias', [144]),
      },
      stage3Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage3.residual1.depthwise1/kernel', [3, 3, 1, 144]),
          bias: read('Stage3.residual1.depthwise1/bias', [144]),
        },
        144,
      ),
      stage3Residual1Conv2: {
        kernel: read('Stage3.residual1.conv2/kernel', [1, 1, 144, 32]),
        bias: read('Stage3.residual1.conv2/bias', [32]),
      },
      stage3Residual2Conv1: {
        kernel: read('Stage3.residual2.conv1/kernel', [1, 1, 32, 192]),
        bias: read('Stage3.residual2.conv1/bias', [192]),
      },
      stage3Residual2Depthwise1: perChannel(
        {
          kernel: read('Stage3.residual2.depthwise1/kernel', [3, 3, 1, 192]),
          bias: read('Stage3.residual2.depthwise1/bias', [192]),
        },
        192,
      ),
      stage3Residual2Conv2: {
        kernel: read('Stage3.residual2.conv2/kernel', [1, 1, 192, 32]),
        bias: read('Stage3.residual2.conv2/bias', [32]),
      },
      stage3Residual3Conv1: {
        kernel: read('Stage3.residual3.conv1/kernel', [1, 1, 32, 192]),
        bias: read('Stage3.residual3.conv1/bias', [192]),
      },
      stage3Residual3Depthwise1: perChannel(
        {
          kernel: read('Stage3.residual3.depthwise1/kernel', [3, 3, 1, 192]),
          bias: read('Stage3.residual3.depthwise1/bias', [192]),
        },
        192,
      ),
      stage3Residual3Conv2: {
        kernel: read('Stage3.residual3.conv2/kernel', [1, 1, 192, 32]),
        bias: read('Stage3.residual3.conv2/bias', [32]),
      },
      stage4Residual1Conv1: {
        kernel: read('Stage4.residual1.conv1/kernel', [1, 1, 32, 192]),
        bias: read('Stage4.residual1.conv1/bias', [192]),
      },
      stage4Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage4.residual1.depthwise1/kernel', [3, 3, 1, 192]),
          bias: read('Stage4.residual1.depthwise1/bias', [192]),
        },
        192,
      ),
      stage4Residual1Conv2: {
        kernel: read('Stage4.residual1.conv2/kernel', [1, 1, 192, 64]),
        bias: read('Stage4.residual1.conv2/bias', [64]),
      },
      stage4Residual2Conv1: {
        kernel: read('Stage4.residual2.conv1/kernel', [1, 1, 64, 384]),
        bias: read('Stage4.residual2.conv1/bias', [384]),
      },
      stage4Residual2Depthwise1: perChannel(
        {
          kernel: read('Stage4.residual2.depthwise1/kernel', [3, 3, 1, 384]),
          bias: read('Stage4.residual2.depthwise1/bias', [384]),
        },
        384,
      ),
      stage4Residual2Conv2: {
        kernel: read('Stage4.residual2.conv2/kernel', [1, 1, 384, 64]),
        bias: read('Stage4.residual2.conv2/bias', [64]),
      },
      stage4Residual3Conv1: {
        kernel: read('Stage4.residual3.conv1/kernel', [1, 1, 64, 384]),
        bias: read('Stage4.residual3.conv1/bias', [384]),
      },
      stage4Residual3Depthwise1: perChannel(
        {
          kernel: read('Stage4.residual3.depthwise1/kernel', [3, 3, 1, 384]),
          bias: read('Stage4.residual3.depthwise1/bias', [384]),
        },
        384,
      ),
      stage4Residual3Conv2: {
        kernel: read('Stage4.residual3.conv2/kernel', [1, 1, 384, 64]),
        bias: read('Stage4.residual3.conv2/bias', [64]),
      },
      stage4Residual4Conv1: {
        kernel: read('Stage4.residual4.conv1/kernel', [1, 1, 64, 384]),
        bias: read('Stage4.residual4.conv1/bias', [384]),
      },
      stage4Residual4Depthwise1: perChannel(
        {
          kernel: read('Stage4.residual4.depthwise1/kernel', [3, 3, 1, 384]),
          bias: read('Stage4.residual4.depthwise1/bias', [384]),
        },
        384,
      ),
      stage4Residual4Conv2: {
        kernel: read('Stage4.residual4.conv2/kernel', [1, 1, 384, 64]),
        bias: read('Stage4.residual4.conv2/bias', [64]),
      },
      stage5Residual1Conv1: {
        kernel: read('Stage5.residual1.conv1/kernel', [1, 1, 64, 384]),
        bias: read('Stage5.residual1.conv1/bias', [384]),
      },
      stage5Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage5.residual1.depthwise1/kernel', [3, 3, 1, 384]),
          bias: read('Stage5.residual1.depthwise1/bias', [384]),
        },
        384,
      ),
      stage5Residual1Conv2: {
        kernel: read('Stage5.residual1.conv2/kernel', [1, 1, 384, 96]),
        bias: read('Stage5.residual1.conv2/bias', [96]),
      },
      stage5Residual2Conv1: {
        kernel: read('Stage5.residual2.conv1/kernel', [1, 1, 96, 576]),
        bias: read('Stage5.residual2.conv1/bias', [576]),
      },
      stage5Residual2Depthwise1: perChannel(
        {
          kernel: read('Stage5.residual2.depthwise1/kernel', [3, 3, 1, 576]),
          bias: read('Stage5.residual2.depthwise1/bias', [576]),
        },
        576,
      ),
      stage5Residual2Conv2: {
        kernel: read('Stage5.residual2.conv2/kernel', [1, 1, 576, 96]),
        bias: read('Stage5.residual2.conv2/bias', [96]),
      },
      stage5Residual3Conv1: {
        kernel: read('Stage5.residual3.conv1/kernel', [1, 1, 96, 576]),
        bias: read('Stage5.residual3.conv1/bias', [576]),
      },
      stage5Residual3Depthwise1: perChannel(
        {
          kernel: read('Stage5.residual3.depthwise1/kernel', [3, 3, 1, 576]),
          bias: read('Stage5.residual3.depthwise1/bias', [576]),
        },
        576,
      ),
      stage5Residual3Conv2: {
        kernel: read('Stage5.residual3.conv2/kernel', [1, 1, 576, 96]),
        bias: read('Stage5.residual3.conv2/bias', [96]),
      },
      stage6Residual1Conv1: {
        kernel: read('Stage6.residual1.conv1/kernel', [1, 1, 96, 576]),
        bias: read('Stage6.residual1.conv1/bias', [576]),
      },
      stage6Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage6.residual1.depthwise1/kernel', [3, 3, 1, 576]),
          bias: read('Stage6.residual1.depthwise1/bias', [576]),
        },
        576,
      ),
      stage6Residual1Conv2: {
        kernel: read('Stage6.residual1.conv2/kernel', [1, 1, 576, 160]),
        bias: read('Stage6.residual1.conv2/bias', [160]),
      },
      stage6Residual2Conv1: {
        kernel: read('Stage6.residual2.conv1/kernel', [1, 1, 160, 960]),
        bias: read('Stage6.residual2.conv1/bias', [960]),
      },
      stage6Residual2Depthwise1: perChannel(
        {
          kernel: read('Stage6.residual2.depthwise1/kernel', [3, 3, 1, 960]),
          bias: read('Stage6.residual2.depthwise1/bias', [960]),
        },
        960,
      ),
      stage6Residual2Conv2: {
        kernel: read('Stage6.residual2.conv2/kernel', [1, 1, 960, 160]),
        bias: read('Stage6.residual2.conv2/bias', [160]),
      },
      stage6Residual3Conv1: {
        kernel: read('Stage6.residual3.conv1/kernel', [1, 1, 160, 960]),
        bias: read('Stage6.residual3.conv1/bias', [960]),
      },
      stage6Residual3Depthwise1: perChannel(
        {
          kernel: read('Stage6.residual3.depthwise1/kernel', [3, 3, 1, 960]),
          bias: read('Stage6.residual3.depthwise1/bias', [960]),
        },
        960,
      ),
      stage6Residual3Conv2: {
        kernel: read('Stage6.residual3.conv2/kernel', [1, 1, 960, 160]),
        bias: read('Stage6.residual3.conv2/bias', [160]),
      },
      stage7Residual1Conv1: {
        kernel: read('Stage7.residual1.conv1/kernel', [1, 1, 160, 960]),
        bias: read('Stage7.residual1.conv1/bias', [960]),
      },
      stage7Residual1Depthwise1: perChannel(
        {
          kernel: read('Stage7.residual1.depthwise1/kernel', [3, 3, 1, 960]),
          bias: read('Stage7.residual1.depthwise1/bias', [960]),
        },
        960,
      ),
      stage7Residual1Conv2: {
        kernel: read('Stage7.residual1.conv2/kernel', [1, 1, 960, 320]),
        bias: read('Stage7.residual1.conv2/bias', [320]),
      },
      conv2: { kernel: read('conv2/kernel', [1, 1, 320, 1280]), bias: read('conv2/bias', [1280]) },
      dense1: { kernel: read('dense1/kernel', [1280, 1000]), bias: read('dense1/bias', [1000]) },
    };
    expectNoMore(stored);
    return weights;
  });
}

type Weights = ReturnType<typeof readWeights>;
