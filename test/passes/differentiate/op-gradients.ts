// Holds the gradient rule of one op against finite differences of the op itself.

import { expect } from 'vitest';
import { GraphBuilder, type Unplaced } from '../../../compiler/graph/builder.js';
import type { Op } from '../../../compiler/graph/ops.js';
import type { Shape, ValueId } from '../../../compiler/graph/value.js';
import { verify } from '../../../compiler/graph/verify.js';
import { gradientRule } from '../../../compiler/passes/differentiate/rules/index.js';
import { StepBuilder } from '../../../compiler/passes/differentiate/step-builder.js';
import { evaluateOps, type NumberArray, type ValueArrays } from '../../../runtime/reference/index.js';
import { drawMaskArray } from '../../../runtime/reference/step-values.js';
import { relativeDifference } from '../../support/relative-difference.js';
import { spreadOf } from '../../support/spread.js';
import { finiteDifferences, negligible } from './finite-differences.js';

const BATCH = 2;

/** One op over inputs and weights; `add` is handed the ids of both, in order, and makes the op. */
export interface OneOp {
  readonly inputs: readonly Shape[];
  readonly weights?: readonly Shape[];
  /** Weights that no gradient reaches, such as running statistics. */
  readonly frozen?: readonly Shape[];
  /** Those weights are not moved by other means either, and count as they are: the variance among them is positive. */
  readonly isFrozen?: boolean;
  readonly op: (inputs: readonly ValueId[], weights: readonly ValueId[]) => Unplaced<Op>;
  readonly output: Shape;
  /** The inputs lie in (−reach, reach). */
  readonly reach?: number;
  readonly batch?: number;
}

/** Expects the gradients of Σ dy · y by every input and trainable weight to 1e-6, and all shapes as declared. */
export function expectGradients(one: OneOp): void {
  const { batch = BATCH, reach, isFrozen = false } = one;
  const graph = new GraphBuilder('one');
  const inputs = one.inputs.map((shape, i) => graph.input(`x${i}`, shape));
  const weights = (one.weights ?? []).map((shape, i) => graph.weight(`w${i}`, shape, { kind: 'zeros' }));
  const frozen = (one.frozen ?? []).map((shape, i) => graph.weight(`f${i}`, shape, { kind: 'zeros' }));
  const y = graph.apply(one.op(inputs, [...weights, ...frozen]), one.output);
  const network = graph.finish([{ name: 'y', value: y }]);
  verify(network);

  const wanted = [...inputs, ...weights];
  const step = new StepBuilder(graph.values, wanted, new Set(isFrozen ? frozen : []));
  const dy = step.like(y);
  gradientRule(network.ops[0], step)(dy);
  const gradients = wanted.map((value) => step.gradientOf(value));

  const arrays: ValueArrays = new Map();
  for (const value of [...inputs, ...weights, ...frozen, dy]) {
    const { shape, batched } = step.values[value];
    arrays.set(value, spreadOf([...(batched ? [batch] : []), ...shape], value, reach));
  }
  if (isFrozen) for (const value of frozen) arrays.set(value, raised(read(arrays, value)));
  for (const { value } of step.scalars) arrays.set(value, { shape: [], data: Float64Array.of(0.5) });
  for (const mask of step.masks) {
    arrays.set(mask.value, drawMaskArray([batch, ...step.shapeOf(mask.value)], mask, 1, 0));
  }
  compare(step, arrays, { wanted, gradients, y, dy });
}

interface Compared {
  readonly wanted: readonly ValueId[];
  readonly gradients: readonly (ValueId | undefined)[];
  readonly y: ValueId;
  readonly dy: ValueId;
}

function compare(step: StepBuilder, arrays: ValueArrays, { wanted, gradients, y, dy }: Compared): void {
  const { values, ops } = step;
  const evaluated = evaluateOps({ values, ops }, new Map(arrays));
  for (const [id, { shape }] of evaluated) {
    expect(shape.slice(values[id].batched ? 1 : 0), `the shape of value ${id}`).toEqual(values[id].shape);
  }
  const forward = ops.slice(0, 1);
  const value = () => dot(read(evaluateOps({ values, ops: forward }, new Map(arrays)), y), read(arrays, dy));
  wanted.forEach((id, i) => {
    const gradient = gradients[i];
    expect(gradient, `value ${id} has a gradient`).toBeDefined();
    const differences = finiteDifferences(read(arrays, id), value);
    const { data } = read(evaluated, gradient ?? -1);
    expect(relativeDifference(data, differences, negligible)).toBeLessThan(1e-6);
  });
}

function read(arrays: ValueArrays, id: ValueId): NumberArray {
  const array = arrays.get(id);
  if (array === undefined) throw new Error(`no value ${id}`);
  return array;
}

/** Numbers of (−2, 2) above 0. */
function raised({ shape, data }: NumberArray): NumberArray {
  return { shape, data: data.map((x) => x + 3) };
}

function dot(a: NumberArray, b: NumberArray): number {
  return a.data.reduce((sum, x, i) => sum + x * b.data[i], 0);
}
