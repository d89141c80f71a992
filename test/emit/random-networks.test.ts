// Random networks over all ops and geometries against the reference.

import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { ValueId } from '../../compiler/graph/value.js';
import { activations } from '../support/activations.js';
import { Network, type ConvolutionChoice } from '../support/network.js';
import type { PoolChoice } from '../support/windows.js';
import { differenceFromReference } from './run-module.js';

beforeAll(() => tf.setBackend('cpu'));

/** Adds a layer to a map; where a window does not fit, the map stays as it is. */
type Layer = (network: Network, x: ValueId) => ValueId;

const pair = (most: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));

/** Less than the window on each side, so that each window sees some pixel. */
const pad = fc.oneof(
  fc.constant('same' as const),
  fc.constant(0),
  fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1)).map(
    ([top, bottom, left, right]) =>
      [
        [top, bottom],
        [left, right],
      ] as const,
  ),
);

const convolution = fc
  .record({
    window: pair(3),
    stride: pair(2),
    dilation: pair(2),
    pad,
    bias: fc.boolean(),
    groups: fc.constantFrom(1, 2, 4),
    multiplier: fc.integer({ min: 1, max: 2 }),
  })
  .map(({ multiplier, ...choice }): Layer => (network, x) => {
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
    window: pair(3),
    stride: pair(3),
    pad,
    ceil: fc.boolean(),
    includePadding: fc.boolean(),
    kind: fc.constantFrom('max' as const, 'average' as const),
  })
  .map(({ kind, ...choice }): Layer => (network, x) => {
    // Padding as wide as the window would leave windows without a pixel.
    const whole: PoolChoice = choice.window.includes(1) ? { ...choice, pad: 0 } : choice;
    if (!fits(network, x, choice.window, whole)) return x;
    return kind === 'max' ? network.maxPool(x, whole) : network.averagePool(x, whole);
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
);

const layers = fc.array(fc.oneof(convolution, convolution, pool, activation, rest), {
  minLength: 1,
  maxLength: 6,
});

it('compute what the reference computes', async () => {
  await fc.assert(
    fc.asyncProperty(layers, pair(9), fc.boolean(), fc.nat(), async (chosen, size, flat, seed) => {
      const network = new Network('random');
      let x = network.input([...size.map((length) => length + 3), 4]);
      chosen.forEach((layer) => (x = layer(network, x)));
      if (flat) x = network.dense(network.flatten(x), 3);
      expect(await differenceFromReference(network.finish(x), seed)).toBeLessThan(1e-5);
    }),
    { numRuns: 40, seed: 1 },
  );
});

function fits(
  network: Network,
  x: ValueId,
  extent: readonly number[],
  { pad: padding }: PoolChoice,
): boolean {
  const around = Array.isArray(padding) ? padding.map(([before, after]) => before + after) : [0, 0];
  const [height, width] = network.shapeOf(x);
  return height + around[0] >= extent[0] && width + around[1] >= extent[1];
}

/** The wanted number of groups, or as many as there are channels, where those divide; else one. */
function dividing(network: Network, x: ValueId, wanted: number): number {
  const channels = network.shapeOf(x)[2];
  return channels % wanted === 0 ? wanted : 1;
}

/** A convolution that keeps the shape. */
function same(network: Network, x: ValueId): ConvolutionChoice {
  return { window: 3, maps: network.shapeOf(x)[2], pad: 'same' };
}
