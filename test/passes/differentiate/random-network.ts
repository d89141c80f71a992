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

/** What grew shrinks again, so that finite differences stay quick. */
const halved: Layer = (network, x) => network.averagePool(x, { window: 2, pad: [1, 0] });

/** Each leaves two channels, and no larger map. */
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
  /** With a pixel at the end that only the bias reaches. */
  transposed: (network, x) => {
    const choice = { window: 1, stride: 2, outputPadding: 1, maps: 2, groups: 2 };
    return halved(network, network.transposedConvolution(x, choice));
  },
  edges: (network, x) => network.crop(network.zeroPad(x, [1, 0]), [0, 1]),
  nearest: (network, x) => halved(network, network.upsample(x, { factor: 2 })),
  bilinear: (network, x) => halved(network, network.upsample(x, { factor: 2, mode: 'bilinear' })),
  shuffled: (network, x) => network.affine(network.shuffleChannels(x, 2), -0.5, 0.3),
  'response-normalization': (network, x) => network.responseNormalization(x, { size: 3, alpha: 0.5, k: 1.2 }),
  /** Squeeze and excitation: channels scaled by what is seen of the whole map. */
  gated: (network, x) => {
    const window = network.shapeOf(x).slice(0, -1);
    return network.multiply([x, activation(network, network.averagePool(x, { window })), x]);
  },
  /** The same slopes twice over. */
  shared: (network, x) => network.prelu(x, undefined, 2),
} satisfies Record<string, Layer>;

type LayerName = keyof typeof layers;

export interface NetworkPlan {
  readonly map: Shape;
  readonly layers: readonly LayerName[];
  /** What stands after the last dense layer. */
  readonly last: Last;
  /** A second output: of the first layer, of what the first output makes, or the same value again. */
  readonly second: 'none' | 'trunk' | 'reader' | 'again';
}

type Last = 'softmax' | 'sigmoid' | 'nothing';

export const networkPlan: fc.Arbitrary<NetworkPlan> = fc.record({
  map: fc.constantFrom([5], [4, 3], [3, 2, 2]),
  layers: fc.array(fc.constantFrom(...(Object.keys(layers) as LayerName[])), { minLength: 1, maxLength: 5 }),
  last: fc.constantFrom('softmax', 'sigmoid', 'nothing'),
  second: fc.constantFrom('none', 'trunk', 'reader', 'again'),
});

/**
 * The network that a plan describes: its layers over two channels, then a dense layer of three
 * units. A second output is called `second`.
 */
export function networkOf(plan: NetworkPlan): Graph {
  const network = new Network('random');
  const input = network.input([...plan.map, 2]);
  const made: ValueId[] = [];
  for (const layer of plan.layers) made.push(layers[layer](network, made.at(-1) ?? input));
  const [first, last] = [made[0], made[made.length - 1]];
  const y = ended(network, network.dense(network.flatten(last), 3), plan.last);
  if (plan.second === 'none') return network.finish(y);
  const seconds = {
    trunk: () => ended(network, network.dense(network.flatten(first), 2), plan.last),
    reader: () => network.dense(y, 2),
    again: () => y,
  };
  return network.finish(y, { name: 'second', value: seconds[plan.second]() });
}

function ended(network: Network, x: ValueId, last: Last): ValueId {
  if (last === 'softmax') return network.softmax(x);
  return last === 'sigmoid' ? network.activation(x, { name: 'sigmoid' }) : x;
}
