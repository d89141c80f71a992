// Whether weights are those of a network: every name, every shape, nothing else.

import type { Graph } from '../compiler/graph/graph.js';
import type { Shape } from '../compiler/graph/value.js';
import type { Tensor, Weights } from './tensor.js';
import { sizeText } from './text.js';
import { WeightsError } from './weights-error.js';

/** How many differences a message lists. */
const listed = 5;

function sameShape(first: Shape, second: Shape): boolean {
  return first.length === second.length && first.every((size, axis) => size === second[axis]);
}

function differences(weights: Weights, graph: Graph): string[] {
  const found: string[] = [];
  for (const { name, value } of graph.weights) {
    const { shape } = graph.values[value];
    const tensor = weights.get(name);
    if (tensor === undefined) found.push(`${name} (${sizeText(shape)}) is missing`);
    else if (!sameShape(tensor.shape, shape)) {
      found.push(`${name} is ${sizeText(tensor.shape)}, the model wants ${sizeText(shape)}`);
    }
  }
  const known = new Set(graph.weights.map(({ name }) => name));
  for (const name of weights.keys()) if (!known.has(name)) found.push(`the model has no ${name}`);
  return found;
}

/**
 * The weights in the order of the graph.
 * @throws WeightsError that lists the first few differences
 */
export function matchWeights(weights: Weights, graph: Graph, file: string): Weights {
  const found = differences(weights, graph);
  if (found.length > 0) {
    const more = found.length > listed ? `; and ${found.length - listed} more` : '';
    throw new WeightsError(
      `${file} holds the weights of another model than ${graph.name}: ${found.slice(0, listed).join('; ')}${more}`,
      'use the model.cnn that lies beside the weights, or train this model',
    );
  }
  return new Map(graph.weights.map(({ name }) => [name, weights.get(name) as Tensor]));
}
