// Numbers in float64 with a shape: what the reference computes with.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';

/** Row-major. Unlike a graph's value, the shape of a batched array starts with the batch. */
export interface NumberArray {
  readonly shape: Shape;
  readonly data: Float64Array;
}

export function zeros(shape: Shape): NumberArray {
  return { shape, data: new Float64Array(sizeOf(shape)) };
}

/** A new array of the shape of `like`, each element made by its index. */
export function generate(like: NumberArray, element: (index: number) => number): NumberArray {
  return { shape: like.shape, data: like.data.map((_, index) => element(index)) };
}

/** The size of the last axis. */
export function channelsOf({ shape }: NumberArray): number {
  return shape[shape.length - 1];
}

/** The axes between the batch and the channels. */
export function spatialOf({ shape }: NumberArray): Shape {
  return shape.slice(1, -1);
}

/** Sums over every axis but the last. */
export function sumOverPixels(x: NumberArray, element = (index: number) => x.data[index]): NumberArray {
  const channels = channelsOf(x);
  const sum = zeros([channels]);
  for (let i = 0; i < x.data.length; i++) sum.data[i % channels] += element(i);
  return sum;
}
