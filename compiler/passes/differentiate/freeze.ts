// Which weights a training leaves as they are, by the names of layers and of what they stand in.

import type { Graph } from '../../graph/graph.js';
import type { ValueId } from '../../graph/value.js';

/**
 * The weights, statistics among them, of these layers and of all that is in them: `conv1` freezes
 * `conv1/kernel` and `conv1.bn/gamma`, `Stage2` freezes `Stage2.conv1/kernel`. As with
 * `trainable = False` in Keras, a frozen batch normalisation normalises by its running statistics,
 * and they do not move; frozen dropout drops as before.
 *
 * A name that is nowhere in the graph freezes nothing: it may be that of layers which no output is
 * made from. What a text freezes is held against its layers where it is checked.
 */
export function frozenWeights(graph: Graph, names: readonly string[]): Set<ValueId> {
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
