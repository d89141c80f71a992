// Random networks over all ops and geometries against the reference.

import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { ActivationFunction } from '../../compiler/graph/ops.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { Network, type ConvolutionChoice, type PoolChoice } from './network.js';
import { differenceFromReference } from './run-module.js';

beforeAll(() => tf.setBackend('cpu'));

/** Adds a layer of this name to a map; where a window does not fit, the map stays as it is. */
type Layer = (network: Network, name: string, x: ValueId) => ValueId;

const pair = (most: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));

/** Less than the window on each side, so that each window sees some pixel. */
const pad = fc.oneof(
  fc.constant('same' as const),
  fc.constant(0),
  fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1)),
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
  .map(({ multiplier, ...choice }): Layer => (network, name, x) => {
    const extent = choice.window.map((size, axis) => choice.dilation[axis] * (size - 1) + 1);
    const whole: ConvolutionChoice = {
      ...choice,
      maps: 4 * multiplier,
      groups: dividing(network, x, choice.groups),
    };
    return fits(network, x, extent, whole) ? network.convolution(name, x, whole) : x;
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
  .map(({ kind, ...choice }): Layer => (network, name, x) => {
    // Padding as wide as the window would leave windows without a pixel.
    const whole: PoolChoice = choice.window.includes(1) ? { ...choice, pad: 0 } : choice;
    return fits(network, x, choice.window, whole) ? network.pool(name, kind, x, whole) : x;
  });

const activation = fc
  .constantFrom<ActivationFunction>(
    { name: 'relu' },
    { name: 'relu6' },
    { name: 'leaky', slope: 0.1 },
    { name: 'elu', alpha: 1 },
    { name: 'elu', alpha: 0.4 },
    { name: 'selu' },
    { name: 'gelu' },
    { name: 'silu' },
    { name: 'sigmoid' },
    { name: 'tanh' },
    { name: 'hard-sigmoid' },
    { name: 'hard-swish' },
  )
  .map(
    (chosen): Layer =>
      (network, name, x) =>
        network.activation(name, x, chosen),
  );

const rest: fc.Arbitrary<Layer> = fc.constantFrom<Layer>(
  (network, name, x) => network.prelu(name, x),
  (network, name, x) => network.normalization(name, x),
  (network, name, x) => network.dropout(name, x, 0.3),
  (network, name, x) => network.softmax(name, x),
  (network, name, x) => network.concat(name, x, network.relu(`${name}.relu`, x)),
  (network, name, x) => network.add(name, x, network.convolution(`${name}.conv`, x, same(network, x)), x),
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
      chosen.forEach((layer, index) => (x = layer(network, `layer${index}`, x)));
      if (flat) x = network.dense('dense1', network.flatten('flatten1', x), 3);
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
  const around = Array.isArray(padding) ? [padding[0] + padding[1], padding[2] + padding[3]] : [0, 0];
  const [height, width] = network.builder.shapeOf(x);
  return height + around[0] >= extent[0] && width + around[1] >= extent[1];
}

/** The wanted number of groups, or as many as there are channels, where those divide; else one. */
function dividing(network: Network, x: ValueId, wanted: number): number {
  const channels = network.builder.shapeOf(x)[2];
  return channels % wanted === 0 ? wanted : 1;
}

/** A convolution that keeps the shape. */
function same(network: Network, x: ValueId): ConvolutionChoice {
  return { window: 3, maps: network.builder.shapeOf(x)[2], pad: 'same' };
}
