// Random networks over all ops and geometries, over one, two and three axes: both kinds of modules against
// the reference.

import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import { activations } from '../support/activations.js';
import { Network, type ConvolutionChoice } from '../support/network.js';
import type { PoolChoice, Sides } from '../support/windows.js';
import { differenceFromReference as differenceOfPredictions } from './inference/run-module.js';
import { differenceFromReference } from './run-module.js';

beforeAll(() => tf.setBackend('cpu'));

/** Adds a layer to a map; where a window does not fit, the map stays as it is. */
type Layer = (network: Network, x: ValueId) => ValueId;

/** A size for each of the most axes that a map can have. */
const sizes = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: most }), { minLength: 3, maxLength: 3 });

/** Less than the window on each side, so that each window sees some pixel. */
const pad = fc.oneof(
  fc.constant('same' as const),
  fc.constant(0),
  fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 3, maxLength: 3 }),
);

const convolution = fc
  .record({
    window: sizes(3),
    stride: sizes(2),
    dilation: sizes(2),
    pad,
    bias: fc.boolean(),
    groups: fc.constantFrom(1, 2, 4),
    multiplier: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ multiplier, ...chosen }): Layer => (network, x) => {
    const choice = {
      ...chosen,
      ...perAxis(network, x, chosen),
      dilation: first(network, x, chosen.dilation),
    };
    const extent = choice.window.map((size, axis) => choice.dilation[axis] * (size - 1) + 1);
    const whole: ConvolutionChoice = {
      ...choice,
      maps: 4 * multiplier,
      groups: dividing(network, x, choice.groups),
    };
    return fits(network, x, extent, whole) ? network.convolution(x, whole) : x;
  });

const pool = fc
  .record({
    window: sizes(3),
    stride: sizes(3),
    pad,
    ceil: fc.boolean(),
    includePadding: fc.boolean(),
    kind: fc.constantFrom('max' as const, 'average' as const),
  })
  .map(({ kind, ...chosen }): Layer => (network, x) => {
    const choice = { ...chosen, ...perAxis(network, x, chosen) };
    // Padding as wide as the window would leave windows without a pixel.
    const whole: PoolChoice = choice.window.includes(1) ? { ...choice, pad: 0 } : choice;
    if (!fits(network, x, choice.window, whole)) return x;
    return kind === 'max' ? network.maxPool(x, whole) : network.averagePool(x, whole);
  });

const transposed = fc
  .record({
    window: sizes(3),
    stride: sizes(2),
    dilation: sizes(2),
    pad: fc.constantFrom('same' as const, 0 as const),
    groups: fc.constantFrom(1, 2),
  })
  .map((chosen): Layer => (network, x) => {
    const choice = {
      ...chosen,
      ...perAxis(network, x, chosen),
      dilation: first(network, x, chosen.dilation),
    };
    // Maps that grow without end take their time.
    if (Math.max(...network.shapeOf(x).slice(0, -1)) > 12) return x;
    const groups = dividing(network, x, choice.groups);
    return network.transposedConvolution(x, { ...choice, maps: 4, groups });
  });

const activation = fc.constantFrom(...activations).map(
  (chosen): Layer =>
    (network, x) =>
      network.activation(x, chosen),
);

const rest: fc.Arbitrary<Layer> = fc.constantFrom<Layer>(
  (network, x) => network.prelu(x),
  (network, x) => network.normalization(x),
  (network, x) => network.dropout(x, 0.3),
  (network, x) => network.softmax(x),
  (network, x) => network.concat([x, network.relu(x)]),
  (network, x) => network.add([x, network.convolution(x, same(network, x)), x]),
  (network, x) => network.multiply([x, network.convolution(x, { window: 1, maps: 1 })]),
  (network, x) => network.zeroPad(x, [1, 0]),
  (network, x) => (fits(network, x, [3, 3, 3], {}) ? network.crop(x, [0, 1]) : x),
  (network, x) => network.affine(x, -2, 0.5),
  (network, x) => network.responseNormalization(x, { size: 3, alpha: 0.2 }),
  (network, x) => network.shuffleChannels(x, dividing(network, x, 2)),
  (network, x) => (fits(network, x, [13, 13, 13], {}) ? x : network.upsample(x, { factor: 2 })),
  (network, x) =>
    fits(network, x, [13, 13, 13], {}) ? x : network.upsample(x, { factor: 2, mode: 'bilinear' }),
);

const layers = fc.array(fc.oneof(convolution, convolution, transposed, pool, activation, rest, rest), {
  minLength: 1,
  maxLength: 6,
});

const map = fc.array(fc.integer({ min: 4, max: 9 }), { minLength: 1, maxLength: 3 });

it('compute what the reference computes', async () => {
  await fc.assert(
    fc.asyncProperty(layers, map, fc.boolean(), fc.nat(), async (chosen, size, flat, seed) => {
      const network = new Network('random');
      let x = network.input([...size, 4]);
      chosen.forEach((layer) => (x = layer(network, x)));
      if (flat) x = network.dense(network.flatten(x), 3);
      const graph = network.finish(x);
      expect(await differenceFromReference(graph, seed)).toBeLessThan(1e-5);
      expect(await differenceOfPredictions(graph, seed)).toBeLessThan(1e-5);
    }),
    { numRuns: 60, seed: 1 },
  );
});

function fits(
  network: Network,
  x: ValueId,
  extent: readonly number[],
  { pad: padding }: Pick<PoolChoice, 'pad'>,
): boolean {
  const map = network.shapeOf(x).slice(0, -1);
  return map.every((length, axis) => {
    const [before, after] = Array.isArray(padding) ? (padding as Sides[])[axis] : [0, 0];
    return before + length + after >= extent[axis];
  });
}

/** The wanted number of groups, or as many as there are channels, where those divide; else one. */
function dividing(network: Network, x: ValueId, wanted: number): number {
  const channels = network.shapeOf(x).at(-1) ?? 1;
  return channels % wanted === 0 ? wanted : 1;
}

/** A convolution that keeps the shape. */
function same(network: Network, x: ValueId): ConvolutionChoice {
  return { window: 3, maps: network.shapeOf(x).at(-1) ?? 1, pad: 'same' };
}

/** Those of the axes that the map has. */
function first<Item>(network: Network, x: ValueId, items: readonly Item[]): Item[] {
  return items.slice(0, network.shapeOf(x).length - 1);
}

interface Chosen {
  readonly window: readonly number[];
  readonly stride: readonly number[];
  readonly pad: 'same' | 0 | readonly Sides[];
}

function perAxis(network: Network, x: ValueId, { window, stride, pad }: Chosen): Chosen {
  return {
    window: first(network, x, window),
    stride: first(network, x, stride),
    pad: typeof pad === 'object' ? first(network, x, pad) : pad,
  };
}
