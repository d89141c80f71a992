// Transposed convolutions and their gradients, in every geometry that matters.

import { describe, expect, it } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import type { Network, TransposedConvolutionChoice } from '../support/network.js';
import { check } from './check.js';
import { outputOf } from './output-of.js';

describe('transposed convolution by hand', () => {
  it('lays the kernel, unturned, at every pixel', async () => {
    const choice = { window: 3, stride: 2, maps: 1, outputPadding: 1 };
    const y = await outputOf([2, 1], [1, 2], (n, x) => n.transposedConvolution(x, choice), {
      kernel: [1, 10, 100],
      bias: [0.5],
    });
    expect(y).toEqual([1.5, 10.5, 102.5, 20.5, 200.5, 0.5]);
  });

  it('at stride 1, where it becomes a convolution', async () => {
    const choice = { window: 2, dilation: 2, pad: [1, 0] as const, maps: 1, bias: false };
    const layer = (n: Network, x: ValueId) => n.transposedConvolution(x, choice);
    expect(await outputOf([3, 1], [1, 2, 3], layer, { kernel: [1, 10] })).toEqual([2, 13, 20, 30]);
  });

  it('has groups of its inputs, which come last in the kernel', async () => {
    const choice = { window: 1, groups: 2, maps: 2, bias: false };
    const layer = (n: Network, x: ValueId) => n.transposedConvolution(x, choice);
    const y = await outputOf([1, 4], [1, 2, 3, 4], layer, { kernel: [1, 10, 100, 1000] });
    expect(y).toEqual([21, 4300]);
  });
});

describe('transposed convolution', () => {
  const uneven = [2, 1] as const;
  const cases: Record<string, [number[], TransposedConvolutionChoice]> = {
    '3x3': [[5, 4, 5], { window: 3, maps: 6 }],
    'without bias': [[5, 4, 5], { window: 3, maps: 6, bias: false }],
    '1x1': [[4, 5, 6], { window: 1, maps: 3 }],
    'same size': [[5, 4, 3], { window: 3, maps: 4, pad: 'same' }],
    'asymmetric padding': [[7, 6, 5], { window: [3, 5], maps: 6, pad: [uneven, [0, 3]] }],
    'stride 2': [[4, 3, 5], { window: 4, maps: 6, stride: 2, pad: 1 }],
    'stride 2, same': [[4, 3, 5], { window: 3, maps: 6, stride: 2, pad: 'same' }],
    'output padding': [[4, 3, 5], { window: 3, maps: 6, stride: 2, pad: 1, outputPadding: 1 }],
    'output padding on one axis': [[4, 3, 5], { window: 3, maps: 2, stride: [3, 2], outputPadding: [2, 0] }],
    'stride above the window': [[4, 3, 5], { window: 2, maps: 4, stride: 3 }],
    dilation: [[5, 4, 5], { window: 3, maps: 4, dilation: [2, 3], pad: uneven }],
    'dilation and stride': [[5, 4, 5], { window: 3, maps: 4, dilation: 2, stride: [2, 3], pad: uneven }],
    'a single pixel': [[1, 1, 9], { window: 4, maps: 5 }],
    groups: [[5, 4, 10], { window: 3, maps: 4, groups: 2, pad: uneven }],
    'groups and stride': [[5, 4, 6], { window: 3, maps: 9, groups: 3, stride: 2, pad: uneven }],
    depthwise: [[5, 4, 4], { window: 3, maps: 4, groups: 4, stride: 2, outputPadding: 1 }],
    'depthwise at stride 1': [[5, 4, 4], { window: 3, maps: 4, groups: 4, pad: 1 }],
    'depthwise with multiplier': [[5, 4, 3], { window: 3, maps: 6, groups: 3, stride: 2 }],
    'one axis': [[6, 5], { window: 4, maps: 6, stride: 2, pad: uneven, outputPadding: 1 }],
    'one axis at stride 1': [[6, 5], { window: 3, maps: 6, dilation: 2 }],
    'three axes': [[3, 4, 2, 5], { window: [3, 2, 3], maps: 6, pad: [uneven, [0, 0], [1, 1]] }],
    'three axes with stride': [
      [3, 4, 3, 2],
      { window: 3, maps: 3, stride: [2, 1, 2], pad: 1, outputPadding: [1, 0, 1] },
    ],
  };
  it.each(Object.entries(cases))('%s', async (_, [size, choice]) => {
    await check(size, (network, x) => network.transposedConvolution(x, choice));
  });
});
