// Each op and its gradient, in every geometry that matters, against the reference.

import { describe, it } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import { activations } from '../support/activations.js';
import type { Network } from '../support/network.js';
import { type ConvolutionChoice } from '../support/network.js';
import type { PoolChoice } from '../support/windows.js';
import { check } from './check.js';

describe('convolution', () => {
  const uneven = [2, 1] as const;
  const cases: Record<string, [number[], ConvolutionChoice]> = {
    '3x3': [[7, 6, 5], { window: 3, maps: 6 }],
    'without bias': [[7, 6, 5], { window: 3, maps: 6, bias: false }],
    'few channels': [[7, 6, 2], { window: 3, maps: 6, pad: uneven }],
    '1x1': [[4, 5, 6], { window: 1, maps: 3 }],
    '1x1 with stride': [[7, 8, 6], { window: 1, maps: 3, stride: 2 }],
    'asymmetric padding': [[7, 6, 5], { window: [3, 5], maps: 6, pad: [uneven, [0, 3]] }],
    'padding beyond the window': [[5, 5, 5], { window: 2, maps: 3, pad: [3, 2] }],
    'stride 2': [[8, 7, 5], { window: 3, maps: 6, stride: 2, pad: uneven }],
    'stride above the window': [[9, 9, 5], { window: 2, maps: 4, stride: 3 }],
    'strides that differ': [[9, 8, 5], { window: [3, 2], maps: 4, stride: [3, 1] }],
    dilation: [[9, 8, 5], { window: 3, maps: 4, dilation: [2, 3], pad: uneven }],
    'dilation and stride': [[11, 10, 5], { window: 3, maps: 4, dilation: 2, stride: [2, 3], pad: uneven }],
    groups: [[7, 6, 10], { window: 3, maps: 4, groups: 2, pad: uneven }],
    'groups and stride': [[7, 6, 6], { window: 3, maps: 9, groups: 3, stride: 2, pad: uneven }],
    depthwise: [[7, 6, 4], { window: 3, maps: 4, groups: 4, pad: uneven }],
    'depthwise with stride': [[8, 7, 4], { window: 3, maps: 4, groups: 4, stride: 2 }],
    'depthwise with gaps': [[9, 8, 4], { window: [2, 3], maps: 4, groups: 4, stride: 3, dilation: [1, 2] }],
    'depthwise over a wide map': [[3, 50, 2], { window: 3, maps: 2, groups: 2, pad: uneven }],
    'depthwise over a wide map with stride': [
      [3, 170, 2],
      { window: [2, 3], maps: 4, groups: 2, stride: 2, dilation: [1, 2] },
    ],
    'depthwise 1x1': [[4, 5, 3], { window: 1, maps: 6, groups: 3 }],
    'depthwise, one axis': [[9, 4], { window: 3, maps: 8, groups: 4, stride: 2, pad: uneven }],
    'depthwise, three axes': [
      [4, 5, 6, 3],
      { window: [3, 2, 3], maps: 3, groups: 3, stride: [2, 1, 2], pad: 1 },
    ],
    'groups of many channels': [[3, 2, 32], { window: 2, maps: 32, groups: 2 }],
    'groups, three axes': [[4, 5, 4, 4], { window: 2, maps: 6, groups: 2, stride: [1, 2, 1], pad: uneven }],
    '1x1 over a small map': [[2, 2, 24], { window: 1, maps: 20 }],
    'a window as large as the map': [[5, 4, 6], { window: [5, 4], maps: 7 }],
    'depthwise with multiplier': [[7, 6, 3], { window: 3, maps: 6, groups: 3, dilation: 2, pad: uneven }],
    'one axis': [[9, 5], { window: 3, maps: 6, pad: uneven, stride: 2 }],
    'one axis, dilated': [[9, 2], { window: 3, maps: 3, dilation: 2 }],
    'three axes': [[5, 4, 6, 5], { window: [3, 2, 3], maps: 6, pad: uneven }],
    'three axes with stride': [[5, 6, 7, 2], { window: 3, maps: 3, stride: [2, 1, 2], pad: uneven }],
  };
  it.each(Object.entries(cases))('%s', async (_, [size, choice]) => {
    await check(size, (network, x) => network.convolution(x, choice));
  });
});

describe('pools', () => {
  const cases: Record<string, [number[], PoolChoice]> = {
    tiles: [[6, 8, 3], { window: 2 }],
    'tiles with a rest': [[7, 9, 3], { window: 2 }],
    overlapping: [[7, 8, 3], { window: 3, stride: 2 }],
    'overlapping at stride 1': [[6, 6, 2], { window: [3, 2], stride: 1 }],
    gaps: [[9, 8, 3], { window: 2, stride: 3 }],
    padded: [[7, 8, 3], { window: 3, stride: 2, pad: 1 }],
    'padded on one side': [[7, 8, 3], { window: 3, stride: [2, 3], pad: [0, 2] }],
    ceil: [[7, 8, 3], { window: 3, stride: 2, ceil: true }],
    'ceil and padding': [[8, 7, 3], { window: 3, stride: 2, pad: 1, ceil: true }],
    'ceil with tiles': [[7, 5, 3], { window: 2, ceil: true }],
    'ceil far beyond': [[7, 9, 2], { window: 4, stride: 4, pad: [0, 2], ceil: true }],
    global: [[5, 6, 4], { window: [5, 6] }],
    'one axis': [[9, 3], { window: 3, stride: 2, pad: 1 }],
    'one axis in tiles': [[8, 3], { window: 2 }],
    'three axes': [[5, 6, 4, 2], { window: 3, stride: 2, pad: 1, ceil: true }],
    'three axes in tiles': [[4, 6, 2, 2], { window: 2 }],
  };
  const names = Object.entries(cases);
  it.each(names)('max: %s', async (_, [size, choice]) => {
    await check(size, (network, x) => network.maxPool(x, choice));
  });
  it.each(names)('average: %s', async (_, [size, choice]) => {
    await check(size, (network, x) => network.averagePool(x, choice));
  });
  it.each(names)('average with padding: %s', async (_, [size, choice]) => {
    await check(size, (network, x) => network.averagePool(x, { ...choice, includePadding: true }));
  });
  it('average: a window wholly in the padding', async () => {
    const choice: PoolChoice = { window: 2, stride: 3, pad: [1, 3], includePadding: true };
    await check([6, 6, 2], (network, x) => network.averagePool(x, choice));
  });
  it('takes the ReLU before a pool into account on the small map', async () => {
    await check([6, 8, 3], (network, x) => network.maxPool(network.relu(x), { window: 2 }));
    await check([7, 7, 3], (network, x) => {
      const y = network.relu(x);
      const pool = network.maxPool(y, { window: 3, stride: 2 });
      return network.concat([network.flatten(pool), network.flatten(y)]);
    });
  });
});

describe('activations', () => {
  it.each(activations)('$name', async (chosen) => {
    // Summed copies reach beyond the kinks at 3 and 6.
    const wide = (network: Network, x: ValueId) => network.add(Array.from({ length: 9 }, () => x));
    await check([4, 5, 3], (network, x) => network.activation(wide(network, x), chosen));
    await check([6], (network, x) => network.activation(wide(network, x), chosen));
  });
  it('prelu', async () => {
    await check([4, 5, 3], (network, x) => network.prelu(x));
    await check([6], (network, x) => network.prelu(x));
  });
  it('softmax', async () => {
    await check([4, 5, 3], (network, x) => network.softmax(x));
    await check([6], (network, x) => network.softmax(x));
  });
});

describe('other layers', () => {
  it('dense', () =>
    check([6], (network, x) => network.dense(network.dense(x, 5), { units: 4, bias: false })));
  it('batch normalisation', async () => {
    // Without a bend before it, the first layer's gradients would be rounding alone.
    const bend = (network: Network, x: ValueId) =>
      network.activation(network.add([x, x, x]), { name: 'gelu' });
    await check([4, 5, 3], (network, x) => network.normalization(bend(network, x)));
    await check([4, 5, 3], (network, x) =>
      network.normalization(bend(network, x), { scale: false, center: false }),
    );
    await check([6], (network, x) => network.normalization(bend(network, x)));
    await check([3, 2, 4, 3], (network, x) =>
      network.normalization(bend(network, x), { epsilon: 1e-5, momentum: 0.9 }),
    );
  });
  it('dropout draws as the reference does', async () => {
    await check([4, 5, 3], (network, x) => network.dropout(x, 0.3));
    await check([6], (network, x) => network.dropout(x, 0.5));
  });
  it('reshape keeps the order of channels-last', async () => {
    await check([4, 6, 3], (network, x) => network.dense(network.flatten(x), 5));
    await check([4, 6, 3], (network, x) =>
      network.convolution(network.reshape(x, [6, 2, 6]), { window: 2, maps: 2 }),
    );
    await check([24], (network, x) => network.reshape(x, [2, 4, 3]));
    await check([4, 6, 3], (network, x) => network.reshape(x, [24, 3]));
  });
  it('concat and add', async () => {
    await check([4, 5, 3], (network, x) => network.concat([x, network.activation(x, { name: 'tanh' }), x]));
    await check([4, 5, 3], (network, x) => network.add([x, network.prelu(x), x]));
  });
});
