// How shapes are written and told apart. A shape with one axis is flat.

import type { Shape } from '../graph/value.js';

/** `28x28x1` */
export function written(sizes: readonly number[]): string {
  return sizes.join('x');
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

export function isFlat(shape: Shape): boolean {
  return shape.length === 1;
}

/** Of a feature map, all axes but the channels. */
export function spatial(shape: Shape): readonly number[] {
  return shape.slice(0, -1);
}

export function channels(shape: Shape): number {
  return shape[shape.length - 1];
}

/** 1x1xC counts as flat. */
export function countsAsFlat(shape: Shape): boolean {
  return spatial(shape).every((size) => size === 1);
}
