// From the checked network to its graph.

import { GraphBuilder } from './graph/builder.js';
import type { Graph } from './graph/graph.js';
import type { Shape, ValueId } from './graph/value.js';
import { readBy, type CheckedLayer } from './check/checked-layer.js';
import type { CheckedNetwork } from './check/network.js';
import { allLayers, type Model } from './model.js';

/** Lowers a network without errors: what its outputs are made from, in the order of computation. */
export function lower(model: Model, network: CheckedNetwork): Graph {
  const lowering = new NetworkLowering(model.name);
  const needed = behind(network.outputs.map(({ layer }) => layer));
  for (const layer of allLayers(network.layers) as Iterable<CheckedLayer>)
    if (layer.definition === undefined || needed.has(layer.name)) lowering.add(layer);
  return lowering.graph.finish(
    network.outputs.map(({ name, layer }) => ({ name, value: lowering.valueOf(layer) })),
  );
}

/** The names of these layers and of all that they read. */
function behind(layers: readonly CheckedLayer[]): Set<CheckedLayer['name']> {
  const names = new Set<string>();
  const open = [...layers];
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    if (names.has(layer.name)) continue;
    names.add(layer.name);
    open.push(...readBy(layer));
  }
  return names;
}

class NetworkLowering {
  readonly graph: GraphBuilder;
  /** What each layer makes, its suffixes applied. */
  private readonly values = new Map<CheckedLayer['name'], ValueId>();

  constructor(name: Model['name']) {
    this.graph = new GraphBuilder(name);
  }

  valueOf({ name }: CheckedLayer): ValueId {
    return this.values.get(name) as ValueId;
  }

  /** Adds a layer whose inputs have been added. Suffixes come with their layer. */
  add(layer: CheckedLayer): void {
    if (layer.definition === undefined) return this.input(layer);
    const read = readBy(layer).map((each) => this.valueOf(each));
    const made = this.alone(layer, read[0], layer.branchEnds.length > 0 ? read : []);
    this.values.set(
      layer.name,
      layer.suffixes.reduce((value, suffix) => this.alone(suffix, value, []), made),
    );
  }

  private input({ name, output }: CheckedLayer): void {
    this.values.set(name, this.graph.input(name, output as Shape));
  }

  /** A layer without its suffixes. */
  private alone(layer: CheckedLayer, x: ValueId, branches: readonly ValueId[]): ValueId {
    const { definition, values, plan } = layer;
    if (definition === undefined) return x;
    const weights = new Map(
      layer.weights.map((weight) => {
        const { role, shape, initializer, trainable } = weight;
        return [role, this.graph.weight(`${layer.name}/${role}`, shape, initializer, trainable)];
      }),
    );
    this.graph.layer = layer.name;
    const output = layer.output as Shape;
    return definition.lower({
      graph: this.graph,
      values,
      plan,
      x,
      branches,
      output,
      weight: (role) => weights.get(role),
    });
  }
}
