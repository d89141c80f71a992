// Random networks of flat maps whose channels fill blocks of 8 and 16, fill them in part, or are
// fewer than one has.

import * as fc from 'fast-check';
import type { Graph } from '../../../compiler/graph/graph.js';
import type { ValueId } from '../../../compiler/graph/value.js';
import { Network } from '../../support/network.js';
import type { Sides } from '../../support/windows.js';

type Layer = (network: Network, x: ValueId) => ValueId;

const channels = fc.constantFrom(1, 3, 5, 8, 16, 20, 24, 32);
const side = fc.nat({ max: 2 });
const sides: fc.Arbitrary<Sides[]> = fc.tuple(side, side, side, side).map(([top, bottom, left, right]) => [
  [top, bottom],
  [left, right],
]);
const pair = (least: number, most: number) => {
  const one = fc.integer({ min: least, max: most });
  return fc.tuple(one, one);
};

const convolution: fc.Arbitrary<Layer> = fc
  .record({
    window: pair(1, 4),
    stride: fc.oneof({ weight: 2, arbitrary: fc.constant([1, 1]) }, pair(1, 3)),
    dilation: fc.oneof({ weight: 3, arbitrary: fc.constant([1, 1]) }, pair(1, 2)),
    pad: sides,
    grouping: fc.constantFrom('none', 'none', 'none', 'two', 'depthwise', 'doubled'),
    maps: channels,
    bias: fc.boolean(),
  })
  .map((choice) => (network, x) => {
    const depth = depthOf(network, x);
    const isEven = depth % 2 === 0 && choice.maps % 2 === 0;
    const groups = { none: 1, two: isEven ? 2 : 1, depthwise: depth, doubled: depth }[choice.grouping];
    const maps =
      groups < depth || depth === 1 ? choice.maps : depth * (choice.grouping === 'doubled' ? 2 : 1);
    const reach = choice.window.map((size, axis) => choice.dilation[axis] * (size - 1) + 1);
    const fits = mapOf(network, x).every((size, axis) => {
      return size + choice.pad[axis][0] + choice.pad[axis][1] >= reach[axis];
    });
    return fits ? network.convolution(x, { ...choice, groups, maps }) : x;
  });

const pool: fc.Arbitrary<Layer> = fc
  .record({
    window: pair(1, 3),
    stride: fc.option(pair(1, 3), { nil: undefined }),
    kind: fc.constantFrom('max', 'max', 'average'),
  })
  .map(({ window, stride = window, kind }) => (network, x) => {
    if (mapOf(network, x).some((size, axis) => size < window[axis])) return x;
    return kind === 'max'
      ? network.maxPool(x, { window, stride })
      : network.averagePool(x, { window, stride });
  });

/** Smooth, and not 0 at 0: what lies beside the channels of a block must not matter. */
const activation: fc.Arbitrary<Layer> = fc
  .constantFrom('sigmoid' as const, 'tanh' as const, 'gelu' as const, 'relu' as const)
  .map((name) => (network, x) => network.activation(x, { name }));

const others: fc.Arbitrary<Layer> = fc.constantFrom<Layer>(
  (network, x) => network.normalization(x),
  (network, x) => network.activation(network.normalization(x, { scale: false }), { name: 'relu' }),
  (network, x) => network.dropout(x, 0.3),
  (network, x) => network.prelu(x),
  (network, x) => network.affine(x, 0.5, 1),
  (network, x) => network.add([x, network.activation(x, { name: 'tanh' })]),
  (network, x) => network.multiply([x, network.activation(x, { name: 'sigmoid' })]),
  (network, x) => network.concat([x, network.convolution(x, { window: 1, maps: 8 })]),
  (network, x) => network.concat([network.convolution(x, { window: 1, maps: 16 }), x]),
  (network, x) =>
    network.zeroPad(x, [
      [1, 0],
      [0, 2],
    ]),
  (network, x) => network.upsample(x, { factor: 2 }),
);

export const channelNetwork: fc.Arbitrary<Graph> = fc
  .record({
    map: pair(5, 9),
    depth: channels,
    first: convolution,
    layers: fc.array(fc.oneof({ weight: 3, arbitrary: convolution }, pool, activation, others), {
      minLength: 1,
      maxLength: 5,
    }),
  })
  .map(({ map, depth, first, layers }) => {
    const network = new Network();
    let x = first(network, network.input([...map, depth]));
    for (const layer of layers) if (isSmall(network, x)) x = layer(network, x);
    return network.finish(network.dense(network.flatten(x), 3));
  });

function isSmall(network: Network, x: ValueId): boolean {
  const [height, width, depth] = network.shapeOf(x);
  return height * width * depth < 3000;
}

function depthOf(network: Network, x: ValueId): number {
  return network.shapeOf(x)[2];
}

function mapOf(network: Network, x: ValueId): readonly number[] {
  return network.shapeOf(x).slice(0, 2);
}
