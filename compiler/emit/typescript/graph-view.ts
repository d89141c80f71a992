// What a rule may ask about the graph around its op.

import type { Graph } from '../../graph/graph.js';
import type { Shape, ValueId, Weight } from '../../graph/value.js';

export class GraphView {
  private readonly graph: Graph;
  private readonly weights: ReadonlyMap<ValueId, Weight>;

  constructor(graph: Graph) {
    this.graph = graph;
    this.weights = new Map(graph.weights.map((weight) => [weight.value, weight]));
  }

  shapeOf(value: ValueId): Shape {
    return this.graph.values[value].shape;
  }

  weight(value: ValueId): Weight {
    const weight = this.weights.get(value);
    if (weight === undefined) throw new Error(`Value ${value} is used as a weight and is none.`);
    return weight;
  }
}
