// Every kind of layer against the reference, one at a time, in the geometries in which tfjs differs.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from '../support/activations.js';
import { beforeSoftmax } from '../support/before-softmax.js';
import { Network, type ConvolutionChoice } from '../support/network.js';
import type { PoolChoice } from '../support/windows.js';
import { networks } from './networks.js';
import { differenceFromReference } from './run-module.js';

const tolerance = 1e-5;

beforeAll(() => tf.setBackend('cpu'));

const convolutions: Record<string, ConvolutionChoice> = {
  valid: { window: 3, maps: 4 },
  same: { window: [3, 5], maps: 4, pad: 'same' },
  'same, with a stride': { window: 3, maps: 4, pad: 'same', stride: 2 },
  'padding on every side': { window: [3, 5], maps: 4, pad: 1, stride: [2, 1] },
  'padding of one side': {
    window: 3,
    maps: 4,
    pad: [
      [0, 2],
      [1, 0],
    ],
    bias: false,
  },
  dilated: { window: 3, maps: 4, dilation: 2, pad: 'same' },
  'dilated, with a stride': {
    window: [2, 3],
    maps: 4,
    dilation: [3, 2],
    stride: [2, 3],
    pad: [
      [1, 0],
      [0, 2],
    ],
  },
  'dilated along axes without extent': { window: [1, 3], maps: 4, dilation: [2, 1], stride: 2 },
  'in groups': { window: 3, maps: 4, groups: 2, stride: 2, pad: 1 },
  'in groups, dilated': {
    window: 3,
    maps: 9,
    groups: 3,
    dilation: 2,
    pad: [
      [2, 1],
      [0, 3],
    ],
    bias: false,
  },
  depthwise: { window: [3, 2], maps: 6, groups: 6, pad: 'same' },
  'depthwise, with a multiplier': { window: 3, maps: 12, groups: 6, pad: 1, stride: [1, 2] },
  'depthwise, dilated': { window: 3, maps: 12, groups: 6, dilation: [1, 2], pad: 2 },
};

const pools: Record<string, PoolChoice> = {
  tiles: { window: 2 },
  overlapping: { window: 3, stride: 2 },
  same: { window: [3, 2], stride: [1, 2], pad: 'same' },
  padded: { window: 3, stride: 2, pad: 1 },
  'padded on one side': {
    window: [2, 3],
    stride: 1,
    pad: [
      [0, 1],
      [2, 0],
    ],
  },
  ceil: { window: 3, stride: [2, 3], ceil: true },
  'ceil, padded': { window: 4, stride: 3, pad: 1, ceil: true },
  'the whole map': { window: [7, 10] },
};

describe('convolutions', () => {
  it.each(Object.entries(convolutions))('%s', async (_, choice) => {
    const network = new Network();
    const depth = choice.groups === 2 ? 4 : 6;
    const y = network.convolution(network.input([7, 10, depth]), choice);
    expect(await differenceFromReference(network.finish(y))).toBeLessThan(tolerance);
  });
});

describe('pools', () => {
  it.each(Object.entries(pools))('%s', async (_, choice) => {
    const network = new Network();
    const x = network.input([7, 10, 3]);
    const outputs = [
      network.maxPool(x, choice),
      network.averagePool(x, choice),
      network.averagePool(x, { ...choice, includePadding: true }),
    ];
    const graph = network.finish(...outputs.map((value, index) => ({ name: `y${index}`, value })));
    expect(await differenceFromReference(graph)).toBeLessThan(tolerance);
  });
});

describe('activations', () => {
  it.each(activations.map((chosen) => [JSON.stringify(chosen), chosen] as const))('%s', async (_, chosen) => {
    const network = new Network();
    const x = network.convolution(network.input([4, 4, 8]), { window: 3, maps: 8 });
    const fused = network.activation(x, chosen);
    const alone = network.activation(network.maxPool(fused, { window: 1 }), chosen);
    expect(await differenceFromReference(network.finish(alone))).toBeLessThan(tolerance);
  });

  it('prelu, on maps and on rows', async () => {
    const network = new Network();
    const map = network.prelu(network.input([3, 4, 5]));
    const row = network.prelu(network.flatten(map));
    expect(await differenceFromReference(network.finish(row))).toBeLessThan(tolerance);
  });

  it('softmax, on maps and on rows', async () => {
    const network = new Network();
    const map = network.softmax(network.input([3, 4, 5]));
    const row = network.softmax(network.dense(network.flatten(map), 4));
    expect(await differenceFromReference(network.finish(row))).toBeLessThan(tolerance);
  });
});

describe('the rest', () => {
  it('batch normalisation with every choice of options', async () => {
    const network = new Network();
    let x = network.input([3, 4, 5]);
    for (const [index, [scale, center]] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].entries()) {
      x = network.normalization(x, {
        scale,
        center,
        epsilon: 0.01 ** index,
        momentum: 0.9,
      });
    }
    const row = network.normalization(network.flatten(x));
    expect(await differenceFromReference(network.finish(row))).toBeLessThan(tolerance);
  });

  it('reshape, dropout and joins, of a value with itself too', async () => {
    const network = new Network();
    const x = network.reshape(network.dropout(network.input([24]), 0.5), [2, 4, 3]);
    const y = network.add([network.concat([x, x, x]), network.concat([x, x, x])]);
    expect(await differenceFromReference(network.finish(network.concat([y])))).toBeLessThan(tolerance);
  });

  it('an output that is an input, and one value under two names', async () => {
    const network = new Network();
    const x = network.input([4]);
    const y = network.dense(x, { units: 3, bias: false });
    const graph = network.finish(
      { name: 'same', value: x },
      { name: 'first', value: y },
      { name: 'second', value: y },
    );
    expect(await differenceFromReference(graph)).toBeLessThan(tolerance);
  });

  it.each(Object.entries(networks))('the network %s', async (_, network) => {
    expect(await differenceFromReference(beforeSoftmax(network()))).toBeLessThan(tolerance);
  });
});
