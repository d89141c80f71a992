// Evaluates graphs op by op in float64, and keeps every inner value to look at.

import type { TrainingGraph } from '../../compiler/graph/graph.js';
import type { AnyOp, InferenceGraph } from '../../compiler/graph/inference-ops.js';
import { sizeOf, type Shape, type Value, type ValueId } from '../../compiler/graph/value.js';
import type { NumberArray } from './array.js';
import { referenceRule, type Arrays } from './rules.js';
import { drawMaskArray, stepScalar } from './step-values.js';

/** Row-major numbers with their shape, the batch in front; a tensor is one. */
export interface GivenArray {
  readonly shape: Shape;
  readonly data: Float32Array | Float64Array;
}

export type GivenArrays = ReadonlyMap<string, GivenArray>;

/** Every value of a graph that was given or made. */
export type ValueArrays = Map<ValueId, NumberArray>;

/**
 * Every value of a forward graph. Throws an Error where an input or a weight is missing or has
 * another shape.
 */
export function evaluate(graph: InferenceGraph, inputs: GivenArrays, weights: GivenArrays): ValueArrays {
  const arrays: ValueArrays = new Map();
  for (const { name, value } of graph.inputs) {
    arrays.set(value, accept('input', name, inputs, graph.values[value]));
  }
  for (const { name, value } of graph.weights) {
    arrays.set(value, accept('weight', name, weights, graph.values[value]));
  }
  return evaluateOps(graph, arrays);
}

export interface StepArrays {
  readonly inputs: GivenArrays;
  /** By the name of the output that each is for. */
  readonly targets: GivenArrays;
  /** Weights and the optimizer's states, by name. */
  readonly states: GivenArrays;
  readonly rate: number;
  /** Counts from 0. */
  readonly step: number;
  /** Decides the dropout masks, with the step. */
  readonly seed: number;
}

/**
 * Every value of one training step. Throws an Error where an input, a target or a state is missing
 * or has another shape, and where the batches differ in size.
 */
export function evaluateStep(graph: TrainingGraph, given: StepArrays): ValueArrays {
  const arrays: ValueArrays = new Map();
  const { values } = graph;
  for (const { name, value } of graph.inputs) {
    arrays.set(value, accept('input', name, given.inputs, values[value]));
  }
  for (const { name, before } of graph.states) {
    arrays.set(before, accept('state', name, given.states, values[before]));
  }
  for (const { output, target } of graph.heads) {
    arrays.set(target, accept('target', output, given.targets, values[target]));
  }
  const batch = batchOf(graph, arrays);
  for (const mask of graph.masks) {
    const shape = [batch, ...values[mask.value].shape];
    arrays.set(mask.value, drawMaskArray(shape, mask, given.seed, given.step));
  }
  for (const { scalar, value } of graph.scalars) {
    const number = stepScalar(scalar, graph.optimizer, given.rate, given.step);
    arrays.set(value, { shape: [], data: Float64Array.of(number) });
  }
  return evaluateOps(graph, arrays);
}

/** How many samples there are, of which every input and target must have one each. */
function batchOf({ inputs, heads }: TrainingGraph, arrays: ValueArrays): number {
  const batched = [...inputs.map(({ value }) => value), ...heads.map(({ target }) => target)];
  const sizes = new Set(batched.map((value) => arrays.get(value)?.shape[0] ?? 0));
  if (sizes.size > 1) throw new Error(`batches of ${[...sizes].join(' and ')} samples in one step`);
  return [...sizes][0];
}

/** Adds to the arrays given what the ops make of them, and returns them. */
export function evaluateOps(
  { values, ops }: { readonly values: readonly Value[]; readonly ops: readonly AnyOp[] },
  arrays: ValueArrays,
): ValueArrays {
  for (const op of ops) evaluateOp(op, values, arrays);
  return arrays;
}

/** Arrays by field name, whatever the op. */
type AnyArrays = Record<string, NumberArray | readonly NumberArray[]>;

function evaluateOp(op: AnyOp, values: readonly Value[], arrays: ValueArrays): void {
  const inputs = readInputs(op, arrays);
  const [first] = Object.values(inputs).flat();
  const [output] = Object.values<ValueId>(op.outputs);
  const outputShape = [...(values[output].batched ? [first.shape[0]] : []), ...values[output].shape];
  // The fields of the inputs are those of the op, one by one, which is what `Arrays` says.
  const read = inputs as Arrays<AnyOp['inputs']>;
  const outputs: Partial<Record<string, NumberArray>> = referenceRule(op)(op, read, outputShape);
  for (const [name, value] of Object.entries<ValueId>(op.outputs)) {
    const made = outputs[name];
    if (made === undefined) throw new Error(`${op.kind} of ${op.origin.layer} makes no ${name}`);
    arrays.set(value, made);
  }
}

function readInputs(op: AnyOp, arrays: ValueArrays): AnyArrays {
  const read = (value: ValueId): NumberArray => {
    const array = arrays.get(value);
    if (array !== undefined) return array;
    throw new Error(`${op.kind} of ${op.origin.layer} reads value ${value} before it is made`);
  };
  const inputs: AnyArrays = {};
  for (const [name, value] of Object.entries<ValueId | readonly ValueId[]>(op.inputs)) {
    inputs[name] = typeof value === 'number' ? read(value) : value.map(read);
  }
  return inputs;
}

/** What was given under this name, in float64. */
function accept(what: string, name: string, given: GivenArrays, value: Value): NumberArray {
  const array = given.get(name);
  if (array === undefined) throw new Error(`${what} ${name} is missing`);
  const { shape, data } = array;
  const expected = [...(value.batched ? [shape[0] ?? 0] : []), ...value.shape];
  if (shape.join('x') !== expected.join('x') || data.length !== sizeOf(shape)) {
    throw new Error(
      `${what} ${name} is ${shape.join('x')} (${data.length} numbers), not ${expected.join('x')}`,
    );
  }
  return { shape, data: Float64Array.from(data) };
}
