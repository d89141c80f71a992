// Weights as they are before the first step. Each draws from a stream of its own, so that a
// layer more or less leaves the start of all others as it was.

import type { Graph } from '../compiler/graph/graph.js';
import { sizeOf, type Initializer } from '../compiler/graph/value.js';
import { Random } from './random.js';
import type { Weights } from './tensor.js';

/** U(−limit, limit) with limit = √(6 / fans). */
function uniform(data: Float32Array, fans: number, random: Random): Float32Array {
  const limit = Math.sqrt(6 / fans);
  return data.map(() => (2 * random.uniform() - 1) * limit);
}

function initialize(size: number, initializer: Initializer, random: Random): Float32Array {
  const data = new Float32Array(size);
  switch (initializer.kind) {
    case 'zeros':
      return data;
    case 'ones':
      return data.fill(1);
    case 'constant':
      return data.fill(initializer.value);
    case 'glorot-uniform':
      // Glorot and Bengio 2010, equation 16.
      return uniform(data, initializer.fanIn + initializer.fanOut, random);
    case 'he-uniform':
      // He et al. 2015: a variance of 2 / fanIn, which is a third of the limit's square.
      return uniform(data, initializer.fanIn, random);
  }
}

/** Every weight of the graph, as the seed and the weights' names decide. */
export function initializeWeights(graph: Graph, seed: number): Weights {
  return new Map(
    graph.weights.map(({ name, value, initializer }) => {
      const { shape } = graph.values[value];
      return [
        name,
        { shape, data: initialize(sizeOf(shape), initializer, new Random(seed, 'weight', name)) },
      ];
    }),
  );
}
