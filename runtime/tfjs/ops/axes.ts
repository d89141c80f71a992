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
  const cut = cutBy(tf, x, edges);
  const grown = edges.map(({ before, after }) => [Math.max(0, before), Math.max(0, after)] as const);
  const isGrown = grown.map(([before, after]) => before + after > 0);
  return onFewAxes(tf, cut, isGrown, (view, touched) => {
    const padding = grown.slice(...touched).map(([before, after]): [number, number] => [before, after]);
    return tf.pad(view, [[0, 0], ...padding, [0, 0]], filling);
  });
}

function cutBy(tf: TensorFlow, x: TfTensor, edges: readonly Edge[]): TfTensor {
  const begin = edges.map(({ before }) => Math.max(0, -before));
  const size = edges.map(({ after }, axis) => x.shape[axis] - begin[axis] - Math.max(0, -after));
  return taken(tf, x, begin, size);
}

/** So many elements of each axis, from `begin` on. */
export function taken(
  tf: TensorFlow,
  x: TfTensor,
  begin: readonly number[],
  size: readonly number[],
): TfTensor {
  const isTaken = x.shape.map((length, axis) => size[axis] !== length);
  return onFewAxes(tf, x, isTaken, (view, touched) => {
    const counts = [view.shape[0], ...size.slice(...touched), view.shape[view.shape.length - 1]];
    return tf.slice(view, [0, ...begin.slice(...touched), 0], counts);
  });
}

/**
 * Does something to some axes of x, of which it sees at most two at once, between one outer and one
 * inner axis: with more than four, WebGPU's kernels do not compile.
 */
function onFewAxes(
  tf: TensorFlow,
  x: TfTensor,
  isTouched: readonly boolean[],
  task: (view: TfTensor, touched: readonly [number, number]) => TfTensor,
): TfTensor {
  const first = isTouched.indexOf(true);
  if (first < 0) return x;
  const last = Math.min(isTouched.lastIndexOf(true), first + 1);
  const inner = sizeOf(x.shape.slice(last + 1));
  const view = [sizeOf(x.shape.slice(0, first)), ...x.shape.slice(first, last + 1), inner];
  const done = task(tf.reshape(x, view), [first, last + 1]);
  const shape = [...x.shape.slice(0, first), ...done.shape.slice(1, -1), ...x.shape.slice(last + 1)];
  const rest = isTouched.map((touched, axis) => touched && axis > last);
  return onFewAxes(tf, tf.reshape(done, shape), rest, task);
}

/** x as rows of its last axis. */
export function rowsOf(tf: TensorFlow, x: TfTensor): TfTensor {
  return tf.reshape(x, [sizeOf(x.shape.slice(0, -1)), x.shape[x.shape.length - 1]]);
}

/** Equal runs of the last axis. */
export function channelParts(tf: TensorFlow, x: TfTensor, count: number): TfTensor[] {
  const shape = [...x.shape.slice(0, -1), x.shape[x.shape.length - 1] / count];
  return tf.split(rowsOf(tf, x), count, 1).map((part) => tf.reshape(part, shape));
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
