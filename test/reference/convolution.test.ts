// Convolutions computed by hand.

import { describe, it } from 'vitest';
import type { ConvolutionGeometry, TransposedGeometry } from '../../compiler/graph/ops.js';
import {
  convolution,
  convolutionInputGradient,
  convolutionKernelGradient,
  transposedConvolution,
} from '../../runtime/reference/convolution.js';
import { arrayOf, expectArray } from './arrays.js';

const plain: ConvolutionGeometry = {
  window: [2],
  strides: [1],
  padding: [{ before: 0, after: 0 }],
  dilations: [1],
  groups: 1,
};
const line = arrayOf([1, 4, 1], [1, 2, 3, 4]);
const kernel = arrayOf([2, 1, 1], [10, 1]);

describe('convolution', () => {
  it('slides the kernel without turning it, and adds the bias', () => {
    // 1·10 + 2·1 + 5 = 17, 2·10 + 3 + 5 = 28, 3·10 + 4 + 5 = 39
    expectArray(convolution(line, kernel, arrayOf([1], [5]), plain), [1, 3, 1], [17, 28, 39]);
  });

  it('sums over a 2-D window', () => {
    const geometry: ConvolutionGeometry = {
      ...plain,
      window: [2, 2],
      strides: [1, 1],
      padding: [plain.padding[0], plain.padding[0]],
      dilations: [1, 1],
    };
    const x = arrayOf([1, 2, 3, 1], [1, 2, 3, 4, 5, 6]);
    const taps = arrayOf([2, 2, 1, 1], [1000, 100, 10, 1]);
    // 1·1000 + 2·100 + 4·10 + 5 = 1245 and 2·1000 + 3·100 + 5·10 + 6 = 2356
    expectArray(convolution(x, taps, undefined, geometry), [1, 1, 2, 1], [1245, 2356]);
  });

  it('sums over a 3-D window', () => {
    const geometry: ConvolutionGeometry = {
      window: [2, 1, 2],
      strides: [1, 1, 1],
      padding: [plain.padding[0], plain.padding[0], plain.padding[0]],
      dilations: [1, 1, 1],
      groups: 1,
    };
    const x = arrayOf([1, 2, 2, 2, 1], [1, 2, 3, 4, 5, 6, 7, 8]);
    const taps = arrayOf([2, 1, 2, 1, 1], [1000, 100, 10, 1]);
    // Row 0: 1·1000 + 2·100 + 5·10 + 6 = 1256; row 1: 3·1000 + 4·100 + 7·10 + 8 = 3478
    expectArray(convolution(x, taps, undefined, geometry), [1, 1, 2, 1, 1], [1256, 3478]);
  });

  it('pads each side on its own with zeros', () => {
    const geometry = { ...plain, padding: [{ before: 2, after: 1 }] };
    // over 0 0 1 2 3 4 0: 0, 0·10 + 1, 12, 23, 34, 4·10 + 0
    expectArray(convolution(line, kernel, undefined, geometry), [1, 6, 1], [0, 1, 12, 23, 34, 40]);
  });

  it('strides, and leaves out the pixels that no window reaches', () => {
    const x = arrayOf([1, 5, 1], [1, 2, 3, 4, 5]);
    // windows at 0 and 2; the 5 is never seen
    expectArray(convolution(x, kernel, undefined, { ...plain, strides: [2] }), [1, 2, 1], [12, 34]);
  });

  it('dilates the kernel', () => {
    // taps two apart: 1·10 + 3, 2·10 + 4
    expectArray(convolution(line, kernel, undefined, { ...plain, dilations: [2] }), [1, 2, 1], [13, 24]);
  });

  it('lets each group see its own channels only', () => {
    const x = arrayOf([1, 1, 4], [1, 2, 3, 4]);
    const geometry = { ...plain, window: [1], groups: 2 };
    // Kernel [1, 2, 2]: map 0 = 1·1 + 2·10 = 21 from channels 0, 1; map 1 = 3·5 + 4·7 = 43 from 2, 3.
    expectArray(convolution(x, arrayOf([1, 2, 2], [1, 5, 10, 7]), undefined, geometry), [1, 1, 2], [21, 43]);
  });

  it('treats samples alike', () => {
    const x = arrayOf([2, 2, 1], [1, 2, 3, 4]);
    expectArray(convolution(x, kernel, undefined, plain), [2, 1, 1], [12, 34]);
  });
});

describe('gradients of a convolution', () => {
  const dy = arrayOf([1, 3, 1], [1, 10, 100]);

  it('of the kernel: each tap sums x · dy over the places where it stood', () => {
    // tap 0: 1·1 + 2·10 + 3·100 = 321; tap 1: 2·1 + 3·10 + 4·100 = 432
    expectArray(convolutionKernelGradient(line, dy, plain), [2, 1, 1], [321, 432]);
  });

  it('of the input: each pixel sums kernel · dy over the windows that saw it', () => {
    // 1·10, 1·1 + 10·10, 10·1 + 100·10, 100·1
    expectArray(convolutionInputGradient(dy, kernel, plain, [4]), [1, 4, 1], [10, 101, 1010, 100]);
  });

  it('of the input: pixels that no window saw get nothing', () => {
    const seen = arrayOf([1, 2, 1], [1, 2]);
    // windows at 0 and 2 of 5
    const dx = convolutionInputGradient(seen, kernel, { ...plain, strides: [2] }, [5]);
    expectArray(dx, [1, 5, 1], [10, 1, 20, 2, 0]);
  });
});

describe('transposed-convolution', () => {
  const turned: TransposedGeometry = { ...plain, outputPadding: [0] };
  const short = arrayOf([1, 3, 1], [1, 2, 3]);

  it('lays the kernel down at each pixel, sums where they overlap, and adds the bias', () => {
    // 10 1, 20 2, 30 3 one apart: 10, 1 + 20, 2 + 30, 3; and 5 more each
    const y = transposedConvolution(short, kernel, arrayOf([1], [5]), turned, [4]);
    expectArray(y, [1, 4, 1], [15, 26, 37, 8]);
  });

  it('lays it down strides apart', () => {
    const y = transposedConvolution(short, kernel, undefined, { ...turned, strides: [3] }, [8]);
    expectArray(y, [1, 8, 1], [10, 1, 0, 20, 2, 0, 30, 3]);
  });

  it('leaves off what lies under the padding, each side on its own', () => {
    const padding = [{ before: 1, after: 2 }];
    const y = transposedConvolution(short, kernel, undefined, { ...turned, strides: [2], padding }, [3]);
    // of 10 1 20 2 30 3
    expectArray(y, [1, 3, 1], [1, 20, 2]);
  });

  it('ends in output padding that only the bias reaches', () => {
    const geometry = { ...turned, strides: [3], outputPadding: [2] };
    const y = transposedConvolution(short, kernel, arrayOf([1], [7]), geometry, [10]);
    expectArray(y, [1, 10, 1], [17, 8, 7, 27, 9, 7, 37, 10, 7, 7]);
  });

  it('dilates the kernel', () => {
    const y = transposedConvolution(short, kernel, undefined, { ...turned, dilations: [2] }, [5]);
    // 10 0 1, 20 0 2, 30 0 3 one apart
    expectArray(y, [1, 5, 1], [10, 20, 31, 2, 3]);
  });

  it('lets each group see its own channels only', () => {
    const x = arrayOf([1, 1, 4], [1, 2, 3, 4]);
    const geometry = { ...turned, window: [1], groups: 2 };
    // Kernel [1, 1, 4]: map 0 = 1·1 + 2·10 = 21 from channels 0, 1; map 1 = 3·5 + 4·7 = 43 from 2, 3.
    const y = transposedConvolution(x, arrayOf([1, 1, 4], [1, 10, 5, 7]), undefined, geometry, [1]);
    expectArray(y, [1, 1, 2], [21, 43]);
  });

  it('lays down a 2-D kernel', () => {
    const geometry: TransposedGeometry = {
      ...turned,
      window: [2, 2],
      strides: [2, 1],
      padding: [plain.padding[0], plain.padding[0]],
      dilations: [1, 1],
      outputPadding: [0, 0],
    };
    const taps = arrayOf([2, 2, 1, 1], [1000, 100, 10, 1]);
    const y = transposedConvolution(arrayOf([1, 1, 2, 1], [1, 2]), taps, undefined, geometry, [2, 3]);
    // 1000 100, then 2000 200 one to the right; below 10 1, then 20 2
    expectArray(y, [1, 2, 3, 1], [1000, 2100, 200, 10, 21, 2]);
  });

  it('lays down a 3-D kernel', () => {
    const geometry: TransposedGeometry = {
      window: [2, 1, 2],
      strides: [1, 1, 1],
      padding: [plain.padding[0], plain.padding[0], plain.padding[0]],
      dilations: [1, 1, 1],
      groups: 1,
      outputPadding: [0, 0, 0],
    };
    const taps = arrayOf([2, 1, 2, 1, 1], [1000, 100, 10, 1]);
    const y = transposedConvolution(arrayOf([1, 1, 2, 1, 1], [1, 2]), taps, undefined, geometry, [2, 2, 2]);
    expectArray(y, [1, 2, 2, 2, 1], [1000, 100, 2000, 200, 10, 1, 20, 2]);
  });
});
