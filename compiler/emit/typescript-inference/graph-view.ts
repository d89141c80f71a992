// What a rule may ask about the graph around its op, and where it leaves the weights that it reads.

import type { InferenceGraph } from '../../graph/inference-ops.js';
import type { Shape, ValueId } from '../../graph/value.js';
import type { Preparation, ReadWeights, WeightEntry } from './read-weights.js';

export class GraphView {
  private readonly graph: InferenceGraph;
  private readonly weights: ReadWeights;

  constructor(graph: InferenceGraph, weights: ReadWeights) {
    this.graph = graph;
    this.weights = weights;
  }

  shapeOf(value: ValueId): Shape {
    return this.graph.values[value].shape;
  }

  /** Source of the weights of a layer, such as `weights.conv1`. */
  read(inputs: Readonly<Record<string, ValueId | undefined>>, preparation?: Preparation): string {
    const entries = Object.entries(inputs).flatMap(([role, value]): WeightEntry[] =>
      value === undefined ? [] : [{ role, value }],
    );
    return this.weights.entryOf(entries, preparation);
  }
}
