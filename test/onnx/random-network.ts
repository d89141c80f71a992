// Random networks over all ops, in one to three dimensions.

import * as fc from 'fast-check';
import type { Graph } from '../../compiler/graph/graph.js';
import { sizeOf, type ValueId } from '../../compiler/graph/value.js';
import { Network } from '../support/network.js';
import type { Sides } from '../support/windows.js';

/** One more layer on a feature map; small maps are kept as they are where a window does not fit. */
type Layer = (network: Network, x: ValueId) => ValueId;

const sides = (most: number): fc.Arbitrary<Sides> =>
  fc
    .record({ before: fc.nat({ max: most }), after: fc.nat({ max: most }) })
    .map(({ before, after }) => [before, after]);

/** A value for each of up to three axes. */
const axes = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 3, maxLength: 3 });

const convolution: fc.Arbitrary<Layer> = fc
  .record({
    window: axes(fc.integer({ min: 1, max: 3 })),
    stride: axes(fc.integer({ min: 1, max: 2 })),
    dilation: axes(fc.integer({ min: 1, max: 2 })),
    pad: axes(sides(3)),
    groups: fc.constantFrom('none', 'two', 'depthwise'),
    multiplier: fc.integer({ min: 1, max: 2 }),
    bias: fc.boolean(),
  })
  .map((choice) => (network, x) => {
    const { rank, depth } = sizesOf(network, x);
    const groups = { none: 1, two: depth % 2 === 0 ? 2 : 1, depthwise: depth }[choice.groups];
    const maps = groups * choice.multiplier * (groups === 1 ? 3 : 1);
    const cut = { ...choice, ...cutTo(rank, choice), groups, maps };
    return fits(
      network,
      x,
      cut.window.map((size, axis) => cut.dilation[axis] * (size - 1) + 1),
      cut.pad,
    )
      ? network.convolution(x, cut)
      : x;
  });

const pool: fc.Arbitrary<Layer> = fc
  .record({
    window: axes(fc.integer({ min: 1, max: 3 })),
    stride: axes(fc.integer({ min: 1, max: 3 })),
    pad: axes(sides(2)),
    ceil: fc.boolean(),
    kind: fc.constantFrom('max', 'average', 'includePadding'),
  })
  .map((choice) => (network, x) => {
    const { map, rank } = sizesOf(network, x);
    const { window, stride, pad } = cutTo(rank, choice);
    // No window lies wholly in the padding.
    const inside = pad.map(([before, after], axis): Sides => {
      const most = window[axis] - 1;
      const start = Math.min(before, most);
      const end = Math.min(after, most);
      const rest = (map[axis] + start + end - window[axis]) % stride[axis];
      return choice.ceil && rest > 0 ? [start, 0] : [start, end];
    });
    if (!fits(network, x, window, inside)) return x;
    const cut = { window, stride, pad: inside, ceil: choice.ceil };
    if (choice.kind === 'max') return network.maxPool(x, cut);
    return network.averagePool(x, { ...cut, includePadding: choice.kind === 'includePadding' });
  });

const transposed: fc.Arbitrary<Layer> = fc
  .record({
    window: axes(fc.integer({ min: 1, max: 4 })),
    stride: axes(fc.integer({ min: 1, max: 2 })),
    dilation: axes(fc.integer({ min: 1, max: 2 })),
    pad: axes(sides(1)),
    outputPadding: axes(fc.nat({ max: 1 })),
    groups: fc.constantFrom('none', 'two', 'depthwise'),
    bias: fc.boolean(),
  })
  .map((choice) => (network, x) => {
    const { map, rank, depth } = sizesOf(network, x);
    const groups = { none: 1, two: depth % 2 === 0 ? 2 : 1, depthwise: depth }[choice.groups];
    const cut = { ...choice, ...cutTo(rank, choice), groups, maps: groups * (groups === 1 ? 3 : 1) };
    // Stride alone leaves pixels unseen, and maps are to stay small.
    const outputPadding = cut.outputPadding.map((size, axis) => Math.min(size, cut.stride[axis] - 1));
    const smallest = map.every((size, axis) => {
      const reach = cut.dilation[axis] * (cut.window[axis] - 1) + 1;
      return (size - 1) * cut.stride[axis] + reach > cut.pad[axis][0] + cut.pad[axis][1];
    });
    if (!smallest || !isSmall(network, x)) return x;
    return network.transposedConvolution(x, { ...cut, outputPadding });
  });

const upsample: fc.Arbitrary<Layer> = fc
  .record({
    factor: axes(fc.integer({ min: 1, max: 3 })),
    mode: fc.constantFrom('nearest', 'bilinear'),
  })
  .map((choice) => (network, x) => {
    return isSmall(network, x) ? network.upsample(x, cutTo(sizesOf(network, x).rank, choice)) : x;
  });

const edges: fc.Arbitrary<Layer> = fc
  .record({ pad: axes(sides(2)), crop: axes(sides(2)) })
  .map((choice) => (network, x) => {
    const { map, rank } = sizesOf(network, x);
    const { pad, crop } = cutTo(rank, choice);
    const left = map.map((size, axis) => size + pad[axis][0] + pad[axis][1] - crop[axis][0] - crop[axis][1]);
    const padded = network.zeroPad(x, pad);
    return left.every((size) => size > 0) ? network.crop(padded, crop) : padded;
  });

/** The map by a gate for each channel, or for each pixel. */
const gate: fc.Arbitrary<Layer> = fc.boolean().map((isOfChannels) => (network, x) => {
  const { map, depth } = sizesOf(network, x);
  if (!isOfChannels) return network.multiply([x, network.convolution(x, { window: 1, maps: 1 })]);
  const squeezed = network.dense(network.globalAverage(x), depth);
  const excited = network.activation(squeezed, { name: 'sigmoid' });
  return network.multiply([network.reshape(excited, [...map.map(() => 1), depth]), x]);
});

const plain: fc.Arbitrary<Layer> = fc.constantFrom<Layer[]>(
  (network, x) => network.activation(x, { name: 'tanh' }),
  (network, x) => network.activation(x, { name: 'gelu' }),
  (network, x) => network.activation(x, { name: 'silu' }),
  (network, x) => network.activation(x, { name: 'sigmoid' }),
  (network, x) => network.relu(x),
  (network, x) => network.activation(x, { name: 'hard-swish' }),
  (network, x) => network.normalization(network.activation(x, { name: 'gelu' })),
  (network, x) => network.prelu(x),
  (network, x) => network.dropout(x, 0.25),
  (network, x) => network.add([x, network.activation(x, { name: 'tanh' })]),
  (network, x) => network.concat([x, network.convolution(x, { window: 1, maps: 2 })]),
  (network, x) => network.affine(x, -0.5, 0.25),
  (network, x) => network.shuffleChannels(x, sizesOf(network, x).depth % 2 === 0 ? 2 : 1),
  (network, x) => network.responseNormalization(x, { size: 3, alpha: 0.5, beta: 0.75 }),
);

const layer = fc.oneof(convolution, pool, transposed, upsample, edges, gate, plain);

export const randomNetwork: fc.Arbitrary<Graph> = fc
  .record({
    size: fc.array(fc.integer({ min: 4, max: 7 }), { minLength: 1, maxLength: 3 }),
    channels: fc.integer({ min: 1, max: 6 }),
    layers: fc.array(layer, { minLength: 2, maxLength: 5 }),
  })
  .map(({ size, channels, layers }) => {
    const network = new Network();
    let x = network.convolution(network.input([...size, channels]), { window: 1, maps: channels });
    for (const layer of layers) x = layer(network, x);
    return network.finish(network.dense(network.flatten(x), 3));
  });

function sizesOf(network: Network, x: ValueId) {
  const shape = network.shapeOf(x);
  return { map: shape.slice(0, -1), rank: shape.length - 1, depth: shape[shape.length - 1] };
}

/** The choice's per-axis lists, as long as there are axes. */
function cutTo<Choice extends object>(rank: number, choice: Choice): Choice {
  const cut = Object.entries(choice).map(([name, value]) => {
    return [name, Array.isArray(value) ? value.slice(0, rank) : value] as const;
  });
  return Object.fromEntries(cut) as Choice;
}

function isSmall(network: Network, x: ValueId): boolean {
  return sizeOf(network.shapeOf(x)) < 500;
}

function fits(network: Network, x: ValueId, reach: readonly number[], pad: readonly Sides[]): boolean {
  const { map } = sizesOf(network, x);
  return map.every((size, axis) => size + pad[axis][0] + pad[axis][1] >= reach[axis]);
}
