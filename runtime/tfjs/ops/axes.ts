// Single axes of tensors of any rank: everything is seen as [outer, size, inner], so that no backend
// meets more axes than it has kernels for.

import { sizeOf } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

/** Pixels, rows or channels before and after; negative ones are taken away. */
export interface Edge {
  readonly before: number;
  readonly after: number;
}

export const noEdge: Edge = { before: 0, after: 0 };

/** x with its axes grown or shrunk, an edge an axis; what is new is `filling`. */
export function withEdges(tf: TensorFlow, x: TfTensor, edges: readonly Edge[], filling = 0): TfTensor {
  const cut = edges.map(({ before, after }) => [Math.max(0, -before), Math.max(0, -after)] as const);
  const grown = edges.map(({ before, after }): [number, number] => [Math.max(0, before), Math.max(0, after)]);
  const isCut = cut.some(([before, after]) => before + after > 0);
  const begin = cut.map(([before]) => before);
  const size = x.shape.map((length, axis) => length - cut[axis][0] - cut[axis][1]);
  const inner = isCut ? tf.slice(x, begin, size) : x;
  const isGrown = grown.some(([before, after]) => before + after > 0);
  return isGrown ? tf.pad(inner, grown, filling) : inner;
}

/** Edges of the map alone: none for the batch and the channels. */
export function withMapEdges(tf: TensorFlow, x: TfTensor, edges: readonly Edge[], filling = 0): TfTensor {
  return withEdges(tf, x, [noEdge, ...edges, noEdge], filling);
}

/**
 * Takes the parts turn by turn along an axis, all of one shape: the first of each, then the second of
 * each. A part that is missing counts as zeros.
 */
export function interleave(tf: TensorFlow, parts: readonly (TfTensor | undefined)[], axis: number): TfTensor {
  const some = parts.find((part) => part !== undefined);
  if (some === undefined) throw new Error('there is nothing to interleave');
  if (parts.length === 1) return some;
  const rows = sizeOf(some.shape.slice(0, axis + 1));
  const inner = sizeOf(some.shape.slice(axis + 1));
  const present = parts.filter((part) => part !== undefined);
  const flat =
    present.length === 1 && inner > 0
      ? alone(tf, tf.reshape(some, [rows, inner]), parts.indexOf(some), parts.length)
      : tf.concat(
          parts.map((part) =>
            part === undefined ? tf.zeros([rows, inner]) : tf.reshape(part, [rows, inner]),
          ),
          1,
        );
  const shape = some.shape.map((size, at) => (at === axis ? size * parts.length : size));
  return tf.reshape(flat, shape);
}

/** With count − 1 zeros after each element of an axis. */
export function withGaps(tf: TensorFlow, x: TfTensor, count: number, axis: number): TfTensor {
  return interleave(tf, [x, ...new Array<undefined>(count - 1).fill(undefined)], axis);
}

/** The rows, each as one of `count` of which the others are zeros. */
function alone(tf: TensorFlow, rows: TfTensor, place: number, count: number): TfTensor {
  const [, inner] = rows.shape;
  return tf.pad(rows, [
    [0, 0],
    [place * inner, (count - 1 - place) * inner],
  ]);
}

/** The inverse of `interleave`; the axis must be a multiple of the count. */
export function deinterleave(tf: TensorFlow, x: TfTensor, count: number, axis: number): TfTensor[] {
  if (count === 1) return [x];
  const shape = x.shape.map((size, at) => (at === axis ? size / count : size));
  const rows = sizeOf(shape.slice(0, axis + 1));
  const inner = sizeOf(shape.slice(axis + 1));
  const flat = tf.reshape(x, [rows, count * inner]);
  return Array.from({ length: count }, (_, i) =>
    tf.reshape(tf.slice(flat, [0, i * inner], [rows, inner]), shape),
  );
}
