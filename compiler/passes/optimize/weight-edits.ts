// A graph with some of its weights replaced: new shapes, new numbers, the same way to find them.

import type { InferenceGraph, InferenceOp } from '../../graph/inference-ops.js';
import { zeros } from '../../graph/initializers.js';
import type { Shape, Value, ValueId, Weight } from '../../graph/value.js';
import type { Rewrite, WeightRule } from './pass.js';

/** Collects new weights and their rules while a pass goes through the ops. */
export class WeightEdits {
  private readonly graph: InferenceGraph;
  private readonly values: Value[];
  private readonly weights: Weight[];
  private readonly rules = new Map<string, WeightRule>();
  private readonly names: ReadonlyMap<ValueId, string>;

  constructor(graph: InferenceGraph) {
    this.graph = graph;
    this.values = [...graph.values];
    this.weights = [...graph.weights];
    this.names = new Map(graph.weights.map(({ name, value }) => [value, name]));
  }

  /** The name of the weight that is this value of the graph before. */
  nameOf(value: ValueId): string {
    const name = this.names.get(value);
    if (name === undefined) throw new Error(`value ${value} is no weight`);
    return name;
  }

  /** Adds a weight; where one of this name is there already, it takes its place under a new value. */
  add(name: string, shape: Shape, rule: WeightRule): ValueId {
    const value = this.value(shape, false);
    const weight: Weight = { name, value, initializer: zeros, trainable: false };
    const at = this.weights.findIndex((other) => other.name === name);
    if (at < 0) this.weights.push(weight);
    else this.weights[at] = weight;
    this.rules.set(name, rule);
    return value;
  }

  value(shape: Shape, batched: boolean): ValueId {
    const id = this.values.length;
    this.values.push({ id, shape, batched });
    return id;
  }

  /** The graph with these ops; nothing of the former weights may be read by them but what still stands. */
  finish(ops: readonly InferenceOp[]): Rewrite {
    const { values, weights, rules } = this;
    return { graph: { ...this.graph, values, weights, ops }, weights: rules };
  }
}
