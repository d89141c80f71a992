// Builds graphs op by op; layers lower themselves through it, passes write new graphs with it.

import type { Graph, GraphInput, GraphOutput } from './graph.js';
import type { Op } from './ops.js';
import type { TrainingOp } from './training-ops.js';
import type { Initializer, Shape, Value, ValueId, Weight } from './value.js';

/** An op that makes one value `y`, as its caller states it: the builder adds value and origin. */
export type Unplaced<O> = O extends { outputs: { readonly y: ValueId } }
  ? Omit<O, 'outputs' | 'origin'>
  : never;

/** Grows the list of values and ops that forward and training graphs share. */
export class OpList<Ops extends TrainingOp> {
  readonly values: Value[];
  readonly ops: Ops[] = [];
  /** The layer that the ops to come belong to. */
  layer = '';

  /** Starts with these values, which keep their ids. */
  constructor(values: readonly Value[] = []) {
    this.values = [...values];
  }

  value(shape: Shape, batched: boolean): ValueId {
    const id = this.values.length;
    this.values.push({ id, shape, batched });
    return id;
  }

  shapeOf(id: ValueId): Shape {
    return this.values[id].shape;
  }

  /** Adds an op whose outputs the caller has made. */
  push(op: Ops): void {
    this.ops.push(op);
  }

  /** Adds an op with the one batched output `y`, and returns that. */
  apply(op: Unplaced<Ops>, shape: Shape): ValueId {
    const y = this.value(shape, true);
    this.push({ ...op, origin: { layer: this.layer }, outputs: { y } } as unknown as Ops);
    return y;
  }
}

/** Builds a forward graph. */
export class GraphBuilder extends OpList<Op> {
  private readonly name: string;
  private readonly inputs: GraphInput[] = [];
  private readonly weights: Weight[] = [];

  constructor(name: string) {
    super();
    this.name = name;
  }

  input(name: string, shape: Shape): ValueId {
    const value = this.value(shape, true);
    this.inputs.push({ name, value });
    return value;
  }

  weight(name: string, shape: Shape, initializer: Initializer, trainable = true): ValueId {
    const value = this.value(shape, false);
    this.weights.push({ name, value, initializer, trainable });
    return value;
  }

  finish(outputs: readonly GraphOutput[]): Graph {
    const { name, values, inputs, weights, ops } = this;
    return { name, values, inputs, weights, ops, outputs };
  }
}
