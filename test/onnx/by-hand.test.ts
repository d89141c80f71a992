// One small case an op, computed by hand: what a mistake shared with the reference could hide.

import { describe, expect, it } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import type { Network } from '../support/network.js';
import { outputOf } from './output-of.js';

describe('by hand', () => {
  it('convolution does not turn the kernel, and pads each side as told', async () => {
    const choice = { window: 2, maps: 1, pad: [1, 0] as const };
    const y = await outputOf([3, 1], [1, 2, 3], (n, x) => n.convolution(x, choice), {
      kernel: [10, 1],
      bias: [0.5],
    });
    expect(y).toEqual([1.5, 12.5, 23.5]);
  });

  it('convolution in groups keeps them apart', async () => {
    const choice = { window: 1, maps: 2, groups: 2, bias: false };
    const y = await outputOf([1, 1, 2], [3, 5], (n, x) => n.convolution(x, choice), { kernel: [10, 100] });
    expect(y).toEqual([30, 500]);
  });

  it('maximum pool never takes its padding', async () => {
    const choice = { window: 2, stride: 2, pad: [1, 0] as const, ceil: true };
    expect(await outputOf([4, 1], [-4, -3, -2, -1], (n, x) => n.maxPool(x, choice))).toEqual([-4, -2, -1]);
  });

  it('average pool counts the map, the padding only if told, and never what ceil adds', async () => {
    const choice = { window: 3, stride: 2, pad: [1, 0] as const, ceil: true };
    const average = (includePadding: boolean) => (n: Network, x: ValueId) =>
      n.averagePool(x, { ...choice, includePadding });
    expect(await outputOf([5, 1], [3, 6, 9, 12, 15], average(false))).toEqual([4.5, 9, 13.5]);
    expect(await outputOf([5, 1], [3, 6, 9, 12, 15], average(true))).toEqual([3, 9, 13.5]);
  });

  it('dense reads a map channels-last', async () => {
    const layer = (n: Network, x: ValueId) => n.dense(n.flatten(x), 1);
    const kernel = [1, 10, 100, 1000];
    expect(await outputOf([2, 1, 2], [1, 2, 3, 4], layer, { kernel, bias: [0] })).toEqual([4321]);
  });

  it('batch normalisation uses the running statistics', async () => {
    const given = { gamma: [2, 1], beta: [1, 0], mean: [3, 0], variance: [4, 1] };
    const layer = (n: Network, x: ValueId) => n.normalization(x, { epsilon: 0 });
    expect(await outputOf([1, 1, 2], [5, 7], layer, given)).toEqual([3, 7]);
  });

  it('activations', async () => {
    const at =
      (name: 'relu6' | 'hard-sigmoid' | 'hard-swish' | 'selu' | 'gelu' | 'silu') =>
      (n: Network, x: ValueId) =>
        n.activation(x, { name });
    const x = [-4, -1, 1, 7];
    expect(await outputOf([4], x, at('relu6'))).toEqual([0, 0, 1, 6]);
    expect(await outputOf([4], x, at('hard-sigmoid'))).toEqual([0, 0.3333, 0.6667, 1]);
    expect(await outputOf([4], x, at('hard-swish'))).toEqual([-0, -0.3333, 0.6667, 7]);
    expect(await outputOf([4], x, at('selu'))).toEqual([-1.7259, -1.1113, 1.0507, 7.3549]);
    expect(await outputOf([4], x, at('gelu'))).toEqual([-0.0001, -0.1587, 0.8413, 7]);
    expect(await outputOf([4], x, at('silu'))).toEqual([-0.0719, -0.2689, 0.7311, 6.9936]);
  });

  it('prelu has a slope a channel', async () => {
    expect(await outputOf([2, 2], [-1, -1, 2, -4], (n, x) => n.prelu(x), { slope: [0.5, 0.25] })).toEqual([
      -0.5, -0.25, 2, -1,
    ]);
  });

  it('softmax and concat go over channels, add over elements', async () => {
    const [a, b] = [Math.log(1), Math.log(3)];
    expect(await outputOf([2, 2], [a, b, b, a], (n, x) => n.softmax(x))).toEqual([0.25, 0.75, 0.75, 0.25]);
    expect(await outputOf([2, 1], [1, 2], (n, x) => n.concat([x, n.add([x, x, x])]))).toEqual([1, 3, 2, 6]);
  });

  it('reshape keeps the order of channels-last', async () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(await outputOf([2, 2, 2], numbers, (n, x) => n.reshape(x, [4, 1, 2]))).toEqual(numbers);
  });
});
