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

/** A weight, or a state of its optimizer, in ONNX' order. */
export function toNativeWeight(data: Float32Array, shape: Shape): Float32Array {
  return permute(data, shape, kernelAxes(shape.length));
}

/** The inverse of `toNativeWeight`; `shape` is the language's. */
export function fromNativeWeight(data: Float32Array, shape: Shape): Float32Array {
  const axes = kernelAxes(shape.length);
  const native = axes.map((axis) => shape[axis]);
  return permute(
    data,
    native,
    range(shape.length).map((axis) => axes.indexOf(axis)),
  );
}

/** From [...window, in, out] to [out, in, ...window]. */
function kernelAxes(rank: number): number[] {
  return rank < 3 ? range(rank) : [rank - 1, rank - 2, ...range(rank - 2)];
}

/** A copy of row-major data whose axis i is axis `axes[i]` of the source. */
function permute(data: Float32Array, shape: Shape, axes: readonly number[]): Float32Array {
  if (axes.every((axis, i) => axis === i)) return data.slice();
  const sourceStrides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const sizes = axes.map((axis) => shape[axis]);
  const strides = axes.map((axis) => sourceStrides[axis]);
  const result = new Float32Array(data.length);
  const index = sizes.map(() => 0);
  let source = 0;
  for (let target = 0; target < result.length; target++) {
    result[target] = data[source];
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      source += strides[axis];
      if (++index[axis] < sizes[axis]) break;
      source -= strides[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
  return result;
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
