// Which weights a training leaves as they are, by the names of layers and of what they stand in.

import type { Graph } from '../../graph/graph.js';
import type { ValueId } from '../../graph/value.js';

/**
 * The weights, statistics among them, of these layers and of all that is in them: `conv1` freezes
 * `conv1/kernel` and `conv1.bn/gamma`, `Stage2` freezes `Stage2.conv1/kernel`. As with
 * `trainable = False` in Keras, a frozen batch normalisation normalises by its running statistics,
 * and they do not move; frozen dropout drops as before.
 *
 * Throws an Error where a name is that of nothing in the graph.
 */
export function frozenWeights(graph: Graph, names: readonly string[]): Set<ValueId> {
  requireKnown(graph, names);
  const frozen = graph.weights.filter((weight) => names.some((name) => isWithin(layerOf(weight.name), name)));
  return new Set(frozen.map((weight) => weight.value));
}

/** `conv1` of `conv1/kernel`. */
export function layerOf(weight: string): string {
  return weight.slice(0, Math.max(0, weight.lastIndexOf('/')));
}

function isWithin(layer: string, scope: string): boolean {
  return layer === scope || layer.startsWith(`${scope}.`);
}

function requireKnown(graph: Graph, names: readonly string[]): void {
  const layers = [
    ...graph.ops.map((op) => op.origin.layer),
    ...graph.weights.map((weight) => layerOf(weight.name)),
  ];
  for (const name of names) {
    if (layers.some((layer) => isWithin(layer, name))) continue;
    throw new Error(`${name} is to be frozen, which is no layer of ${graph.name}`);
  }
}
