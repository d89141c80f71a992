// Small networks for fast-check: every op, branches that join again, weights used twice, and
// values used by several ops, over one to three spatial axes.

import fc from 'fast-check';
import type { Graph } from '../../../compiler/graph/graph.js';
import type { Shape, ValueId } from '../../../compiler/graph/value.js';
import { smoothActivations } from '../../support/activations.js';
import { Network } from '../../support/network.js';

type Layer = (network: Network, x: ValueId) => ValueId;

const convolution: Layer = (network, x) => network.convolution(x, { window: 2, pad: [0, 1], maps: 2 });

/** Without kinks, so that finite differences hold wherever the drawn weights lead; each in its turn. */
const activation: Layer = (network, x) =>
  network.activation(x, smoothActivations[x % smoothActivations.length]);

/** Each leaves two channels. */
const layers = {
  convolution,
  strided: (network, x) => network.convolution(x, { window: 1, stride: 2, maps: 2 }),
  'average-pool': (network, x) =>
    network.averagePool(x, { window: 2, pad: [1, 0], ceil: true, includePadding: true }),
  'max-pool': (network, x) => network.maxPool(x, { window: 2, pad: [1, 0], ceil: true }),
  // A large epsilon, since two or three equal numbers have next to no variance.
  'batch-normalization': (network, x) => network.normalization(x, { epsilon: 0.1, momentum: 0.9 }),
  dropout: (network, x) => network.dropout(x, 0.3),
  'no-dropout': (network, x) => network.dropout(x, 0),
  activation,
  prelu: (network, x) => network.prelu(x),
  softmax: (network, x) => network.softmax(x),
  residual: (network, x) => network.add([x, activation(network, convolution(network, x)), x]),
  /** Joins x with what is made of it, and goes back to two channels. */
  inception: (network, x) => {
    const joined = network.concat([x, activation(network, x)]);
    return network.convolution(joined, { window: 1, groups: 2, maps: 2, bias: false });
  },
  /** The same slopes twice over. */
  shared: (network, x) => network.prelu(x, undefined, 2),
} satisfies Record<string, Layer>;

type LayerName = keyof typeof layers;

export interface NetworkPlan {
  readonly map: Shape;
  readonly layers: readonly LayerName[];
  /** What stands after the last dense layer. */
  readonly last: 'softmax' | 'sigmoid' | 'nothing';
}

export const networkPlan: fc.Arbitrary<NetworkPlan> = fc.record({
  map: fc.constantFrom([5], [4, 3], [3, 2, 2]),
  layers: fc.array(fc.constantFrom(...(Object.keys(layers) as LayerName[])), { minLength: 1, maxLength: 5 }),
  last: fc.constantFrom('softmax', 'sigmoid', 'nothing'),
});

/** The network that a plan describes: its layers over two channels, then a dense layer of three units. */
export function networkOf(plan: NetworkPlan): Graph {
  const network = new Network('random');
  let x = network.input([...plan.map, 2]);
  for (const layer of plan.layers) x = layers[layer](network, x);
  const y = network.dense(network.flatten(x), 3);
  if (plan.last === 'softmax') return network.finish(network.softmax(y));
  if (plan.last === 'sigmoid') return network.finish(network.activation(y, { name: 'sigmoid' }));
  return network.finish(y);
}
