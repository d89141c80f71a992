// From the checked network to its graph.

import { GraphBuilder } from './graph/builder.js';
import type { Graph } from './graph/graph.js';
import type { Shape, ValueId } from './graph/value.js';
import type { CheckedLayer } from './check/checked-layer.js';
import type { Model } from './model.js';

/** Lowers a network without errors. */
export function lower(model: Model, layers: readonly CheckedLayer[]): Graph {
  const lowering = new NetworkLowering(model);
  return lowering.graph.finish([{ name: model.outputs[0].name, value: lowering.run(layers) }]);
}

class NetworkLowering {
  readonly graph: GraphBuilder;
  private readonly input: ValueId;
  /** What each layer makes, for branches that read a named value. */
  private readonly values = new Map<CheckedLayer['name'], ValueId>();

  constructor(model: Model) {
    this.graph = new GraphBuilder(model.name);
    const [input] = model.inputs;
    this.input = this.graph.input(input.name, input.shape);
  }

  run(layers: readonly CheckedLayer[]): ValueId {
    this.values.set(layers[0].name, this.input);
    return this.sequence(layers.slice(1), this.input);
  }

  private sequence(layers: readonly CheckedLayer[], start: ValueId): ValueId {
    return layers.reduce((x, layer) => this.layer(layer, x), start);
  }

  private layer(layer: CheckedLayer, x: ValueId): ValueId {
    const start = layer.reads === undefined ? x : (this.values.get(layer.reads.name) as ValueId);
    const branches = layer.branches.map((branch) => this.sequence(branch, start));
    const made = this.alone(layer, start, branches);
    const end = layer.suffixes.reduce((value, suffix) => this.alone(suffix, value, []), made);
    this.values.set(layer.name, end);
    return end;
  }

  /** A layer without its suffixes. */
  private alone(layer: CheckedLayer, x: ValueId, branches: readonly ValueId[]): ValueId {
    const { definition, values, plan } = layer;
    if (definition === undefined) return x;
    const weights = new Map(layer.weights.map((weight) => {
      const { role, shape, initializer, trainable } = weight;
      return [role, this.graph.weight(`${layer.name}/${role}`, shape, initializer, trainable)];
    })); // prettier-ignore
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
