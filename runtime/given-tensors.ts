// What a caller hands to an engine: each tensor by its name, in its shape, and all of one batch.

import { sizeOf, type Shape } from '../compiler/graph/value.js';
import { EngineError } from './engine.js';
import type { Tensor } from './tensor.js';

/** A tensor for one of a graph's inputs or targets. */
export interface Given {
  /** What messages call it. */
  readonly label: string;
  readonly tensor: Tensor;
  /** What it should be, without the batch. */
  readonly shape: Shape;
}

/** The batch that all have. Throws where a tensor is not `[batch, ...shape]`, or batches differ. */
export function commonBatch(given: readonly Given[]): number {
  const batches = given.map(batchOf);
  const other = batches.findIndex((batch) => batch !== batches[0]);
  if (other > 0) {
    const [first, second] = [given[0].label, given[other].label];
    throw new EngineError(
      `${first} has a batch of ${batches[0]}, and ${second} one of ${batches[other]}: both must be one size`,
    );
  }
  return batches[0];
}

function batchOf({ label, tensor, shape }: Given): number {
  const [batch, ...rest] = tensor.shape;
  const fits = rest.length === shape.length && rest.every((size, axis) => size === shape[axis]);
  if (!fits || sizeOf(tensor.shape) !== tensor.data.length || batch < 1) {
    const wanted = ['batch', ...shape].join(', ');
    throw new EngineError(`${label} must be [${wanted}], and is [${tensor.shape.join(', ')}]`);
  }
  return batch;
}

/** The tensor of this name, or an error that says which is missing; `what` is what it was to be. */
export function tensorNamed(
  tensors: ReadonlyMap<string, Tensor>,
  name: string,
  what: 'tensor' | 'target' = 'tensor',
): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new EngineError(`no ${what} is named ${name}`);
  return tensor;
}

/** @throws EngineError where these are not as many numbers as the shape has */
export function requireNumbers(name: string, shape: Shape, { length }: Float32Array): void {
  if (length === sizeOf(shape)) return;
  throw new EngineError(`${name} must be [${shape.join(', ')}], and has ${length} numbers`);
}
