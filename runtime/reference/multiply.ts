// Products: by constants, and of values whose axes of size 1 stretch.

import type { Shape } from '../../compiler/graph/value.js';
import { generate, zeros, type NumberArray } from './array.js';
import { placeOf } from './coordinates.js';

/** factor · x + offset. */
export function affine(x: NumberArray, factor: number, offset: number): NumberArray {
  return generate(x, (i) => factor * x.data[i] + offset);
}

export function multiply(parts: readonly NumberArray[]): NumberArray {
  const shapes = parts.map((part) => part.shape);
  const shape = shapes[0].map((_, axis) => Math.max(...shapes.map((sizes) => sizes[axis])));
  return generate(zeros(shape), (i) => {
    const place = placeOf(i, shape);
    return parts.reduce((product, part) => product * part.data[shrunk(place, part.shape)], 1);
  });
}

/** dy summed over the axes on which `shape` has size 1; `shape` starts with the batch. */
export function sumStretched(dy: NumberArray, shape: Shape): NumberArray {
  const dx = zeros(shape);
  dy.data.forEach((element, i) => {
    dx.data[shrunk(placeOf(i, dy.shape), shape)] += element;
  });
  return dx;
}

/** The index of a place in an array that has size 1 where the place's own stretches. */
function shrunk(place: readonly number[], shape: Shape): number {
  return place.reduce((index, at, axis) => index * shape[axis] + (shape[axis] === 1 ? 0 : at), 0);
}
