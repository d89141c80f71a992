// What a rule may ask about the graph around its op, and where it leaves the weights that it reads.

import type { InferenceGraph } from '../../graph/inference-ops.js';
import type { Shape, ValueId } from '../../graph/value.js';
import type { CoreFragment } from './core-fragment.js';
import type { ReadWeights } from './read-weights.js';

export interface WeightEntry {
  /** The name of the weight under which its op knows it: `kernel`. */
  readonly role: string;
  readonly value: ValueId;
}

/** Turns the source that reads weights into that of what the layer takes, once, when they are loaded. */
export interface Preparation {
  readonly wrap: (source: string) => string;
  readonly needs: readonly CoreFragment[];
  readonly imports?: readonly string[];
}

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
