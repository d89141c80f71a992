// Small networks for fast-check: every op, branches that join again, weights used twice, and
// values used by several ops, over one to three spatial axes.

import fc from 'fast-check';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph } from '../../../compiler/graph/graph.js';
import type { ActivationFunction, ConvolutionGeometry, PoolGeometry } from '../../../compiler/graph/ops.js';
import { sizeOf, type Shape, type ValueId } from '../../../compiler/graph/value.js';

const zeros = { kind: 'zeros' } as const;

/** Without kinks, so that finite differences hold wherever the drawn weights lead. */
const smooth: ActivationFunction[] = [
  { name: 'tanh' },
  { name: 'silu' },
  { name: 'gelu' },
  { name: 'sigmoid' },
];

const layers = [
  'convolution',
  'strided',
  'average-pool',
  'max-pool',
  'batch-normalization',
  'dropout',
  'no-dropout',
  'activation',
  'prelu',
  'softmax',
  'residual',
  'inception',
  'shared',
] as const;

type Layer = (typeof layers)[number];

export interface NetworkPlan {
  readonly map: Shape;
  readonly layers: readonly Layer[];
  /** What stands after the last dense layer. */
  readonly last: 'softmax' | 'sigmoid' | 'nothing';
}

export const networkPlan: fc.Arbitrary<NetworkPlan> = fc.record({
  map: fc.constantFrom([5], [4, 3], [3, 2, 2]),
  layers: fc.array(fc.constantFrom(...layers), { minLength: 1, maxLength: 5 }),
  last: fc.constantFrom('softmax', 'sigmoid', 'nothing'),
});

/** The network that a plan describes: its layers over two channels, then a dense layer of three units. */
export function networkOf(plan: NetworkPlan): Graph {
  const network = new Network();
  let x = network.graph.input('image', [...plan.map, 2]);
  plan.layers.forEach((layer, i) => {
    network.graph.layer = `${layer}${i}`;
    x = network[layer](x);
  });
  network.graph.layer = 'dense';
  const y = network.last(network.dense(x), plan.last);
  return network.graph.finish([{ name: 'output', value: y }]);
}

/** A method for each kind of layer; each leaves two channels. */
class Network implements Record<Layer, (x: ValueId) => ValueId> {
  readonly graph = new GraphBuilder('random');

  convolution(x: ValueId, window = 2, stride = 1): ValueId {
    const map = this.graph.shapeOf(x).slice(0, -1);
    const geometry: ConvolutionGeometry = {
      window: map.map(() => window),
      strides: map.map(() => stride),
      padding: map.map(() => ({ before: 0, after: window - 1 })),
      dilations: map.map(() => 1),
      groups: 1,
    };
    const kernel = this.weight('kernel', [...geometry.window, 2, 2]);
    const inputs = { x, kernel, bias: this.weight('bias', [2]) };
    const output = [...map.map((size) => Math.ceil(size / stride)), 2];
    return this.graph.apply({ kind: 'convolution', inputs, geometry }, output);
  }

  strided(x: ValueId): ValueId {
    return this.convolution(x, 1, 2);
  }

  'average-pool'(x: ValueId): ValueId {
    const { geometry, output } = this.pool(x);
    return this.graph.apply({ kind: 'average-pool', inputs: { x }, geometry, includePadding: true }, output);
  }

  'max-pool'(x: ValueId): ValueId {
    const { geometry, output } = this.pool(x);
    return this.graph.apply({ kind: 'max-pool', inputs: { x }, geometry }, output);
  }

  private pool(x: ValueId): { geometry: PoolGeometry; output: Shape } {
    const map = this.graph.shapeOf(x).slice(0, -1);
    const geometry = {
      window: map.map(() => 2),
      strides: map.map(() => 2),
      padding: map.map(() => ({ before: 1, after: 0 })),
      extension: map.map((size) => (size + 1) % 2),
    };
    return { geometry, output: [...map.map((size) => Math.floor(size / 2) + 1), 2] };
  }

  'batch-normalization'(x: ValueId): ValueId {
    const [gamma, beta] = [this.weight('gamma', [2]), this.weight('beta', [2])];
    const { layer } = this.graph;
    const mean = this.graph.weight(`${layer}/mean`, [2], zeros, false);
    const variance = this.graph.weight(`${layer}/variance`, [2], { kind: 'ones' }, false);
    const inputs = { x, gamma, beta, mean, variance };
    // A large epsilon, since two or three equal numbers have next to no variance.
    const op = { kind: 'batch-normalization', inputs, epsilon: 0.1, momentum: 0.9 } as const;
    return this.graph.apply(op, this.graph.shapeOf(x));
  }

  dropout(x: ValueId, rate = 0.3): ValueId {
    return this.graph.apply({ kind: 'dropout', inputs: { x }, rate }, this.graph.shapeOf(x));
  }

  'no-dropout'(x: ValueId): ValueId {
    return this.dropout(x, 0);
  }

  activation(x: ValueId): ValueId {
    const chosen = smooth[this.graph.values.length % smooth.length];
    return this.graph.apply({ kind: 'activation', inputs: { x }, function: chosen }, this.graph.shapeOf(x));
  }

  prelu(x: ValueId): ValueId {
    const slope = this.weight('slope', [2]);
    return this.graph.apply({ kind: 'prelu', inputs: { x, slope } }, this.graph.shapeOf(x));
  }

  softmax(x: ValueId): ValueId {
    return this.graph.apply({ kind: 'softmax', inputs: { x } }, this.graph.shapeOf(x));
  }

  residual(x: ValueId): ValueId {
    const parts = [x, this.activation(this.convolution(x)), x];
    return this.graph.apply({ kind: 'add', inputs: { parts } }, this.graph.shapeOf(x));
  }

  /** Joins x with what is made of it, and goes back to two channels. */
  inception(x: ValueId): ValueId {
    const map = this.graph.shapeOf(x).slice(0, -1);
    const parts = [x, this.activation(x)];
    const y = this.graph.apply({ kind: 'concat', inputs: { parts } }, [...map, 4]);
    const geometry: ConvolutionGeometry = {
      window: map.map(() => 1),
      strides: map.map(() => 1),
      padding: map.map(() => ({ before: 0, after: 0 })),
      dilations: map.map(() => 1),
      groups: 2,
    };
    const kernel = this.weight('joined', [...geometry.window, 2, 2]);
    return this.graph.apply({ kind: 'convolution', inputs: { x: y, kernel }, geometry }, [...map, 2]);
  }

  /** The same slopes twice over. */
  shared(x: ValueId): ValueId {
    const slope = this.weight('slope', [2]);
    const shape = this.graph.shapeOf(x);
    const once = this.graph.apply({ kind: 'prelu', inputs: { x, slope } }, shape);
    return this.graph.apply({ kind: 'prelu', inputs: { x: once, slope } }, shape);
  }

  dense(x: ValueId): ValueId {
    const size = sizeOf(this.graph.shapeOf(x));
    const flat = this.graph.apply({ kind: 'reshape', inputs: { x }, shape: [size] }, [size]);
    const inputs = { x: flat, kernel: this.weight('kernel', [size, 3]), bias: this.weight('bias', [3]) };
    return this.graph.apply({ kind: 'dense', inputs }, [3]);
  }

  last(x: ValueId, last: NetworkPlan['last']): ValueId {
    if (last === 'nothing') return x;
    if (last === 'softmax') return this.graph.apply({ kind: 'softmax', inputs: { x } }, [3]);
    return this.graph.apply({ kind: 'activation', inputs: { x }, function: { name: 'sigmoid' } }, [3]);
  }

  private weight(role: string, shape: Shape): ValueId {
    return this.graph.weight(`${this.graph.layer}/${role}`, shape, zeros);
  }
}
