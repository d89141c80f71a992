// The network of a text as nodes and edges, and drawn.

import type { Analysis } from '../../compiler/compile.js';
import { outputOf, readBy, type CheckedLayer } from '../../compiler/check/checked-layer.js';
import { sizeOf } from '../../compiler/graph/value.js';
import { drawn } from './draw-graph.js';
import { positionAt } from './place.js';
import type { GraphAnswer, GraphEdge, GraphNode } from './protocol.js';
import { uriOf } from './text-name.js';

/** Nobody looks through more, and a picture of them would take seconds to show. */
const mostNodes = 2_000;

export function graphOf({ network }: Analysis): GraphAnswer {
  const layers = [...flattened(network.layers)].slice(0, mostNodes);
  const shown = new Set(layers.map(({ name }) => name));
  const nodes = layers.map(nodeOf);
  const edges = layers.flatMap((layer) => edgesInto(layer).filter(({ from }) => shown.has(from)));
  return { nodes, edges, svg: drawn(nodes, edges) };
}

/** Without the `bn` and activation at the end of a layer: those are a part of it. */
function* flattened(layers: readonly CheckedLayer[]): Generator<CheckedLayer> {
  for (const layer of layers) {
    for (const branch of layer.branches) yield* flattened(branch);
    yield layer;
  }
}

function edgesInto(layer: CheckedLayer): GraphEdge[] {
  const from = new Set(readBy(layer).map(({ name }) => name));
  return [...from].map((name) => ({ from: name, to: layer.name }));
}

function nodeOf(layer: CheckedLayer): GraphNode {
  const { name, text, kind, source, span, suffixes } = layer;
  const shape = outputOf(layer);
  const weights = [layer, ...suffixes].flatMap((part) => part.weights);
  return {
    id: name,
    text,
    kind,
    ...(shape !== undefined && { shape: shape.join('x') }),
    parameters: weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0),
    line: positionAt(source, span.start).line,
    uri: uriOf(source.name),
  };
}
