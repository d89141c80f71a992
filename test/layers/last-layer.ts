// The last layer of a small network, with what its graph holds.

import { compile } from '../../compiler/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import { verify } from '../../compiler/graph/verify.js';
import { allLayers, type Layer } from '../../compiler/model.js';

export interface LastLayer {
  readonly layer: Layer;
  /** All layers by name. */
  readonly layers: ReadonlyMap<string, Layer>;
  readonly ops: readonly Op[];
  /** The shapes of all weights, written `3x3x1x8`, by name. */
  readonly weights: Readonly<Record<string, string>>;
  readonly output: string;
}

/** Lines separated by `/`; throws where the network does not check or its graph does not hold together. */
export function lastLayer(text: string): LastLayer {
  const { diagnostics, model, graph } = compile(text.replaceAll(' / ', '\n'));
  if (graph === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  verify(graph);
  const layer = model.layers.at(-1) as Layer;
  const layers = new Map([...allLayers(model.layers)].map((each) => [each.name, each]));
  return { layer, layers, ops: graph.ops, weights: weightsOf(graph), output: outputOf(graph) };
}

function weightsOf({ weights, values }: Graph): Record<string, string> {
  return Object.fromEntries(weights.map(({ name, value }) => [name, values[value].shape.join('x')]));
}

function outputOf({ outputs, values }: Graph): string {
  return values[outputs[0].value].shape.join('x');
}
