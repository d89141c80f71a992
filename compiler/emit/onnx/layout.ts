// Where the language and ONNX order axes differently: feature maps are channels-last here and
// channels-first there, convolution kernels [...window, in, out] here and [out, in, ...window]
// there. Flat values, dense kernels and vectors are alike.

import { sizeOf, type Shape, type Value } from '../../graph/value.js';

/** The axes of a value in ONNX' order, the batch left out. A value of rank 3 or more that is not batched is a convolution kernel. */
export function nativeShape(value: Pick<Value, 'shape' | 'batched'>): number[] {
  const { shape, batched } = value;
  return batched ? channelsFirst(shape) : kernelAxes(shape.length).map((axis) => shape[axis]);
}

export function channelsFirst(shape: Shape): number[] {
  return shape.length < 2 ? [...shape] : [shape[shape.length - 1], ...shape.slice(0, -1)];
}

/** The permutation, batch axis first, from channels-last to channels-first. */
export function toChannelsFirst(rank: number): number[] {
  if (rank < 2) return range(rank + 1);
  return [0, rank, ...range(rank - 1).map((axis) => axis + 1)];
}

/** The permutation, batch axis first, from channels-first to channels-last. */
export function toChannelsLast(rank: number): number[] {
  if (rank < 2) return range(rank + 1);
  return [0, ...range(rank - 1).map((axis) => axis + 2), 1];
}

/** A weight, or a state of its optimizer, in ONNX' order: the same array where that is no other. */
export function toNativeWeight(data: Float32Array, shape: Shape): Float32Array {
  return permute(data, shape, kernelAxes(shape.length));
}

/** The inverse of `toNativeWeight`, always a copy; `shape` is the language's. */
export function fromNativeWeight(data: Float32Array, shape: Shape): Float32Array {
  const axes = kernelAxes(shape.length);
  const native = axes.map((axis) => shape[axis]);
  const result = permute(
    data,
    native,
    range(shape.length).map((axis) => axes.indexOf(axis)),
  );
  return result === data ? data.slice() : result;
}

/** From [...window, in, out] to [out, in, ...window]. */
function kernelAxes(rank: number): number[] {
  return rank < 3 ? range(rank) : [rank - 1, rank - 2, ...range(rank - 2)];
}

/** Row-major data whose axis i is axis `axes[i]` of the source; the source itself where none moves. */
function permute(data: Float32Array, shape: Shape, axes: readonly number[]): Float32Array {
  if (axes.every((axis, i) => axis === i)) return data;
  const runs = joinAxes(shape, axes);
  const result = new Float32Array(data.length);
  const last = runs.length - 1;
  let target = 0;
  const copy = (depth: number, source: number): void => {
    const { size, stride } = runs[depth];
    for (let i = 0; i < size; i++, source += stride) {
      if (depth === last) result[target++] = data[source];
      else copy(depth + 1, source);
    }
  };
  copy(0, 0);
  return result;
}

/** Sizes and strides in the source of the axes to write; axes that stay neighbours become one. */
function joinAxes(shape: Shape, axes: readonly number[]): { size: number; stride: number }[] {
  const runs: { size: number; stride: number }[] = [];
  axes.forEach((axis, i) => {
    const stride = sizeOf(shape.slice(axis + 1));
    const before = i > 0 && axes[i - 1] === axis - 1 ? runs.pop() : undefined;
    runs.push({ size: shape[axis] * (before?.size ?? 1), stride });
  });
  return runs;
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
