// Ops that move, repeat, weigh or drop the pixels and channels of maps, and their gradients.

import { describe, expect, it } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import type { Network, UpsampleChoice } from '../support/network.js';
import { check } from './check.js';
import { gradientOf } from './gradient-of.js';
import { outputOf } from './output-of.js';

describe('upsample by hand', () => {
  it.each([2, 3, 5, 7])('repeats pixels %i times', async (factor) => {
    const y = Array.from({ length: 6 * factor }, (_, i) => Math.floor(i / factor));
    const x = [0, 1, 2, 3, 4, 5];
    expect(await outputOf([6, 1], x, (n, x) => n.upsample(x, { factor }))).toEqual(y);
  });

  const line = [0, 1, 3, 4];
  const interpolated = (shape: readonly number[], x: readonly number[], factor: readonly number[]) =>
    outputOf(shape, x, (n, x) => n.upsample(x, { factor, mode: 'bilinear' }));

  it('interpolates between half-pixel centres and holds the edges', async () => {
    expect(await interpolated([2, 1], [0, 4], [2])).toEqual(line);
    expect(await interpolated([1, 2, 1], [0, 4], [1, 2])).toEqual(line);
    const plane = line.flatMap((row) => line.map((column) => 2 * row + column));
    expect(await interpolated([2, 2, 1], [0, 4, 8, 12], [2, 2])).toEqual(plane);
  });

  it('interpolates along three axes', async () => {
    const corners = [0, 4, 8, 12, 16, 20, 24, 28].flatMap((number) => [number, 10 * number + 1]);
    const cube = line.flatMap((a) => line.flatMap((b) => line.map((c) => 4 * a + 2 * b + c)));
    const y = cube.flatMap((number) => [number, 10 * number + 1]);
    expect(await interpolated([2, 2, 2, 2], corners, [2, 2, 2])).toEqual(y);
  });

  it('hands gradients back in the same shares', async () => {
    const given = { dy: { shape: [4, 1], data: [1, 10, 100, 1000] } };
    const along = { kind: 'upsample-gradient', factors: [2] };
    expect(await gradientOf({ ...along, mode: 'nearest' }, given, 'dx', [2, 1])).toEqual([11, 1100]);
    expect(await gradientOf({ ...along, mode: 'bilinear' }, given, 'dx', [2, 1])).toEqual([33.5, 1077.5]);
  });
});

describe('local response normalisation by hand', () => {
  const constants = { size: 3, alpha: 3, beta: 1, k: 1 };

  it('divides by the channels around, as many as there are, with alpha over the size', async () => {
    for (const shape of [[3], [1, 3], [1, 1, 3], [1, 1, 1, 3]]) {
      const y = await outputOf(shape, [1, 2, 3], (n, x) => n.responseNormalization(x, constants));
      expect(y).toEqual([0.1667, 0.1333, 0.2143]);
    }
  });

  it('has a gradient through what it divides by', async () => {
    // y = x / (1 + x²) for a single channel, whose slope is (1 − x²) / (1 + x²)².
    const op = { kind: 'local-response-normalization-gradient', ...constants };
    const given = { x: { shape: [2, 1], data: [2, 1] }, dy: { shape: [2, 1], data: [50, 7] } };
    expect(await gradientOf(op, given, 'dx', [2, 1])).toEqual([-6, 0]);
  });
});

describe('products by hand', () => {
  it('stretch axes of size 1', async () => {
    const withFirst = (n: Network, x: ValueId) => n.multiply([n.crop(x, [0, 2]), n.crop(x, [1, 0])]);
    expect(await outputOf([3, 2], [10, 100, 1, 2, 3, 4], withFirst)).toEqual([10, 200, 30, 400]);
  });

  it('sum gradients where they stretched', async () => {
    const given = { dy: { shape: [2, 1, 2], data: [1, 2, 3, 4] } };
    const to = (shape: number[]) => gradientOf({ kind: 'sum-stretched', shape }, given, 'dx', shape);
    expect(await to([1, 1, 2])).toEqual([4, 6]);
    expect(await to([2, 1, 1])).toEqual([3, 7]);
    expect(await to([1, 1, 1])).toEqual([10]);
  });
});

describe('others by hand', () => {
  it('edges', async () => {
    expect(await outputOf([2, 1], [1, 2], (n, x) => n.zeroPad(x, [1, 2]))).toEqual([0, 1, 2, 0, 0]);
    expect(await outputOf([5, 1], [1, 2, 3, 4, 5], (n, x) => n.crop(x, [1, 2]))).toEqual([2, 3]);
  });

  it('channels and constants', async () => {
    const x = [1, 2, 3, 4, 5, 6];
    expect(await outputOf([1, 6], x, (n, x) => n.shuffleChannels(x, 2))).toEqual([1, 4, 2, 5, 3, 6]);
    expect(await outputOf([3], [1, 2, 3], (n, x) => n.affine(x, 2, -1))).toEqual([1, 3, 5]);
  });
});

describe('zero padding before other windows', () => {
  const map = [-3, -2, -1];
  const padded = (before: number, after: (n: Network, x: ValueId) => ValueId, kernel: number[] = []) =>
    outputOf([3, 1], map, (n, x) => after(n, n.zeroPad(x, [before, 0])), { kernel });

  it('wins the maximum of a pool, which its own padding never does', async () => {
    const pool = (window: number, pad: readonly [number, number]) => (n: Network, x: ValueId) =>
      n.affine(n.maxPool(x, { window, stride: 1, pad }), 1, 1);
    expect(await padded(1, pool(2, [0, 0]))).toEqual([1, -1, 0]);
    expect(await padded(1, pool(1, [0, 0]))).toEqual([1, -2, -1, 0]);
    expect(await padded(1, pool(2, [1, 1]))).toEqual([1, 1, -1, 0, 0]);
  });

  it('counts in every average', async () => {
    const pool = (window: number, includePadding: boolean, pad: readonly [number, number]) => {
      return (n: Network, x: ValueId) => n.averagePool(x, { window, stride: 1, pad, includePadding });
    };
    expect(await padded(1, pool(2, false, [0, 0]))).toEqual([-1.5, -2.5, -1.5]);
    expect(await padded(1, pool(1, false, [0, 0]))).toEqual([0, -3, -2, -1]);
    expect(await padded(1, pool(2, false, [0, 1]))).toEqual([-1.5, -2.5, -1.5, -1]);
    expect(await padded(2, pool(2, true, [0, 1]))).toEqual([0, -1.5, -2.5, -1.5, -0.5]);
  });

  it('adds to the padding of a convolution', async () => {
    const choice = { window: 2, maps: 1, pad: [1, 0] as const, bias: false };
    const y = await padded(3, (n, x) => n.convolution(x, choice), [1, 10]);
    expect(y).toEqual([0, 0, 0, -30, -23, -12]);
  });

  it('has the gradients of the reference', async () => {
    for (const window of [1, 2, 3]) {
      await check([5, 4, 3], (n, x) => n.maxPool(n.zeroPad(x, [2, 1]), { window, stride: 2 }));
      await check([5, 4, 3], (n, x) => n.averagePool(n.zeroPad(x, [2, 1]), { window, stride: 2 }));
    }
  });
});

describe('upsample', () => {
  const cases: Record<string, [number[], UpsampleChoice]> = {
    'by 2': [[4, 3, 3], { factor: 2 }],
    'by 3 and 1': [[4, 3, 3], { factor: [3, 1] }],
    'by factors that differ': [[3, 4, 2], { factor: [2, 5] }],
    'of one pixel': [[1, 1, 3], { factor: [2, 3] }],
    'by 1': [[3, 4, 2], { factor: 1 }],
    'one axis': [[5, 3], { factor: 3 }],
    'three axes': [[3, 2, 4, 2], { factor: [2, 3, 2] }],
    'three axes, of which one grows': [[3, 2, 4, 2], { factor: [1, 2, 1] }],
    'three axes, of which the outer ones grow': [[3, 2, 4, 2], { factor: [2, 1, 3] }],
  };
  for (const mode of ['nearest', 'bilinear'] as const) {
    it.each(Object.entries(cases))(`${mode} %s`, async (_, [size, choice]) => {
      await check(size, (network, x) => network.upsample(x, { ...choice, mode }));
    });
  }
});

it('nearest upsampling whose pixels are cropped takes no padding into its gradient', async () => {
  await check([3, 5], (network, x) => network.crop(network.upsample(x, { factor: 2 }), [0, 2]));
  await check([4, 4, 3], (network, x) => network.crop(network.upsample(x, { factor: 2 }), 2));
});

/** Each layer over one, two and three axes. */
const maps = [
  [6, 6],
  [6, 5, 6],
  [5, 4, 6, 6],
];

describe('edges and channels', () => {
  const layers: Record<string, (network: Network, x: ValueId) => ValueId> = {
    'zero padding': (network, x) => network.zeroPad(x, [2, 1]),
    'no padding': (network, x) => network.zeroPad(x, 0),
    cropping: (network, x) => network.crop(x, [2, 1]),
    'cropping one end': (network, x) => network.crop(x, [0, 1]),
    'no cropping': (network, x) => network.crop(x, 0),
    'shuffled channels': (network, x) => network.shuffleChannels(x, 3),
    affine: (network, x) => network.affine(x, -1.5, 0.25),
    'affine without offset': (network, x) => network.affine(x, 0.5),
    'affine without factor': (network, x) => network.affine(x, 1, 2),
    'local responses': (network, x) => network.responseNormalization(x, { alpha: 0.5 }),
    'local responses of one channel': (network, x) => network.responseNormalization(x, { size: 1, alpha: 2 }),
    'local responses of all channels': (network, x) =>
      network.responseNormalization(x, { size: 13, alpha: 2, beta: 1.5, k: 2 }),
  };
  it.each(Object.entries(layers))('%s', async (_, layer) => {
    for (const size of maps) await check(size, layer);
  });

  it('of flat values', async () => {
    for (const name of ['shuffled channels', 'affine', 'local responses']) await check([6], layers[name]);
  });
});

describe('products', () => {
  const bend = (network: Network, x: ValueId) => network.activation(x, { name: 'tanh' });

  it('of equal shapes, also of a value with itself', async () => {
    for (const size of [[6], ...maps]) {
      await check(size, (network, x) => network.multiply([x, bend(network, x)]));
      await check(size, (network, x) => network.multiply([x, x, bend(network, x)]));
    }
  });

  it('with a gate for each channel', async () => {
    for (const size of maps) {
      const ones = size.slice(0, -1).map(() => 1);
      await check(size, (network, x) => {
        const gate = network.reshape(network.globalAverage(x), [...ones, 6]);
        return network.multiply([x, bend(network, gate)]);
      });
    }
  });

  it('with a gate for each pixel, and with one number', async () => {
    for (const size of maps) {
      await check(size, (network, x) => {
        const gate = network.convolution(x, { window: 1, maps: 1 });
        return network.multiply([gate, x]);
      });
    }
    await check([6], (network, x) => network.multiply([network.dense(x, 1), x]));
  });

  it('of parts that both stretch', async () => {
    await check([4, 5, 3], (network, x) => {
      const row = network.averagePool(x, { window: [4, 1] });
      const column = network.maxPool(x, { window: [1, 5] });
      return network.multiply([row, column, x]);
    });
  });
});
