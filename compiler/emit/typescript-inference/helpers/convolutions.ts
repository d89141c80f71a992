// Convolutions, with their bias and activation in one operation where tfjs has that.

import type { CoreFragment } from '../core-fragment.js';
import { kernel, spread } from './kernels.js';
import { layer } from './layer.js';

export const padding: CoreFragment = {
  name: 'Padding',
  needs: [],
  imports: [],
  source: `
/** A word of tfjs, or pixels around a map. */
type Padding = 'valid' | 'same' | number | [top: number, bottom: number, left: number, right: number];
`,
};

export const padsOf: CoreFragment = {
  name: 'padsOf',
  needs: [padding],
  imports: ['type backend_util'],
  source: `
/** Padding as tfjs takes it, which misreads one number where a window is no square. */
function padsOf(pad: Padding): 'valid' | 'same' | backend_util.ExplicitPadding {
  if (typeof pad === 'string') return pad;
  const [top, bottom, left, right] = typeof pad === 'number' ? [pad, pad, pad, pad] : pad;
  return [[0, 0], [top, bottom], [left, right], [0, 0]];
}
`,
};

const options: CoreFragment = {
  name: 'ConvolutionOptions',
  needs: [padding],
  imports: ['fused'],
  source: `
interface ConvolutionOptions extends Omit<Parameters<typeof fused.conv2d>[0], 'x' | 'filter' | 'bias' | 'pad'> {
  pad: Padding;
}
`,
};

export const convolution: CoreFragment = {
  name: 'convolution',
  needs: [layer, kernel, options, padsOf],
  imports: ['fused', 'type Tensor4D'],
  source: `
/** A convolution with its bias and its activation. */
function convolution({ kernel, ...bias }: Kernel, options: ConvolutionOptions): Layer {
  // Explicit pads work, though the types of tfjs leave them out.
  const pad = padsOf(options.pad) as 'valid';
  return (x) => fused.conv2d({ ...options, x: x as Tensor4D, filter: kernel as Tensor4D, ...bias, pad });
}
`,
};

export const depthwiseConvolution: CoreFragment = {
  name: 'depthwiseConvolution',
  needs: [layer, kernel, options, padsOf],
  imports: ['fused', 'type Tensor4D'],
  source: `
/** A convolution of each channel with its bias and its activation. */
function depthwiseConvolution({ kernel, ...bias }: Kernel, options: ConvolutionOptions): Layer {
  // Explicit pads work, though the types of tfjs leave them out.
  const pad = padsOf(options.pad) as 'valid';
  return (x) => fused.depthwiseConv2d({ ...options, x: x as Tensor4D, filter: kernel as Tensor4D, ...bias, pad });
}
`,
};

const overDepth: CoreFragment = {
  name: 'overDepth',
  needs: [],
  imports: [
    'add',
    'conv2d',
    'reshape',
    'stridedSlice',
    'unstack',
    'type Tensor',
    'type Tensor4D',
    'type Tensor5D',
  ],
  source: `
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
    const met = stridedSlice(x, [0, place, 0, 0, 0], [batch, end, height, width, channels], [1, deep, 1, 1, 1]);
    const planes = reshape(met, [batch * length, height, width, channels]) as Tensor4D;
    return conv2d(planes, tap, plane, 'valid');
  });
  const y = sums.reduce((sum, part) => add(sum, part));
  return reshape(y, [batch, length, ...y.shape.slice(1)]);
}
`,
};

export const convolution3d: CoreFragment = {
  name: 'convolution3d',
  needs: [layer, kernel, overDepth],
  imports: ['add'],
  source: `
/** A convolution of volumes without padding. */
function convolution3d({ kernel, bias }: Kernel, strides: number | [number, number, number]): Layer {
  return (x) => {
    const y = overDepth(x, kernel, typeof strides === 'number' ? [strides, strides, strides] : strides);
    return bias ? add(y, bias) : y;
  };
}
`,
};

export const transposedConvolution: CoreFragment = {
  name: 'transposedConvolution',
  needs: [layer, kernel, padsOf],
  imports: ['add', 'conv2dTranspose', 'type Tensor4D'],
  source: `
/** A transposed convolution that makes maps of this size; its padding is that of the convolution it turns round. */
function transposedConvolution(
  { kernel, bias }: Kernel,
  [height, width]: [number, number],
  strides: number | [number, number],
  pad: Padding,
): Layer {
  const filter = kernel as Tensor4D;
  return (x) => {
    const size: Tensor4D['shape'] = [x.shape[0], height, width, filter.shape[2]];
    const y = conv2dTranspose(x as Tensor4D, filter, size, strides, padsOf(pad));
    return bias ? add(y, bias) : y;
  };
}
`,
};

export const transposedConvolution3d: CoreFragment = {
  name: 'transposedConvolution3d',
  needs: [layer, kernel, spread, overDepth],
  imports: ['add', 'pad', 'reverse', 'transpose', 'type Tensor5D'],
  source: `
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
`,
};

export const dense: CoreFragment = {
  name: 'dense',
  needs: [layer, kernel],
  imports: ['fused'],
  source: `
/** A dense layer with its bias and its activation. */
function dense(
  { kernel, ...bias }: Kernel,
  options?: Pick<Parameters<typeof fused.matMul>[0], 'activation' | 'leakyreluAlpha'>,
): Layer {
  return (x) => fused.matMul({ ...options, a: x, b: kernel, ...bias });
}
`,
};
