// Enlarging maps by whole factors, an axis after another, and its gradient. Of the pixels that one
// pixel becomes, each is a phase: a mean of the map and the map shifted by one pixel.

import type { Upsample } from '../../../compiler/graph/ops.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { deinterleave, interleave, noEdge, withEdges } from './axes.js';

type Mode = Upsample['mode'];

export function upsample(tf: TensorFlow, x: TfTensor, factors: readonly number[], mode: Mode): TfTensor {
  return factors.reduce((y, factor, axis) => {
    const phases = offsetsOf(factor, mode).map((offset) => between(tf, y, axis + 1, offset));
    return interleave(tf, phases, axis + 1);
  }, x);
}

export function upsampleGradient(
  tf: TensorFlow,
  dy: TfTensor,
  factors: readonly number[],
  mode: Mode,
): TfTensor {
  return factors.reduce((dx, factor, axis) => {
    const offsets = offsetsOf(factor, mode);
    return deinterleave(tf, dx, factor, axis + 1)
      .map((phase, i) => backFrom(tf, phase, axis + 1, offsets[i]))
      .reduce((sum, part) => tf.add(sum, part));
  }, dy);
}

/** How far from its pixel's centre each phase reads: (phase + ½) / factor − ½. */
function offsetsOf(factor: number, mode: Mode): number[] {
  return Array.from({ length: factor }, (_, phase) => {
    return mode === 'nearest' ? 0 : (phase + 0.5) / factor - 0.5;
  });
}

/** (1 − |offset|) · x and the rest of the neighbour on that side, which at the edge is x itself. */
function between(tf: TensorFlow, x: TfTensor, axis: number, offset: number): TfTensor {
  if (offset === 0) return x;
  const share = Math.abs(offset);
  return tf.add(tf.mul(x, 1 - share), tf.mul(neighbour(tf, x, axis, Math.sign(offset)), share));
}

function backFrom(tf: TensorFlow, dy: TfTensor, axis: number, offset: number): TfTensor {
  if (offset === 0) return dy;
  const share = Math.abs(offset);
  return tf.add(tf.mul(dy, 1 - share), tf.mul(backToNeighbour(tf, dy, axis, Math.sign(offset)), share));
}

/** Each pixel's neighbour before (−1) or after it (1), the outermost being its own. */
function neighbour(tf: TensorFlow, x: TfTensor, axis: number, side: number): TfTensor {
  const edge = side < 0 ? { before: 0, after: -1 } : { before: -1, after: 0 };
  const others = tf.reshape(alongAxis(tf, x, axis, edge), shapeWith(x, axis, x.shape[axis] - 1));
  const outermost = outermostOf(tf, x, axis, side);
  return tf.concat(side < 0 ? [outermost, others] : [others, outermost], axis);
}

/** The transpose of `neighbour`. */
function backToNeighbour(tf: TensorFlow, dy: TfTensor, axis: number, side: number): TfTensor {
  const rest = dy.shape[axis] - 1;
  const [taken, given] =
    side < 0
      ? [
          { before: -1, after: 0 },
          { before: 0, after: 1 },
        ]
      : [
          { before: 0, after: -1 },
          { before: 1, after: 0 },
        ];
  const edge = side < 0 ? { before: 0, after: rest } : { before: rest, after: 0 };
  const others = alongAxis(tf, alongAxis(tf, dy, axis, taken), axis, given);
  return tf.add(others, alongAxis(tf, outermostOf(tf, dy, axis, side), axis, edge));
}

function outermostOf(tf: TensorFlow, x: TfTensor, axis: number, side: number): TfTensor {
  const rest = x.shape[axis] - 1;
  return alongAxis(tf, x, axis, side < 0 ? { before: 0, after: -rest } : { before: -rest, after: 0 });
}

function alongAxis(
  tf: TensorFlow,
  x: TfTensor,
  axis: number,
  edge: { readonly before: number; readonly after: number },
): TfTensor {
  return withEdges(
    tf,
    x,
    x.shape.map((_, at) => (at === axis ? edge : noEdge)),
  );
}

function shapeWith(x: TfTensor, axis: number, size: number): number[] {
  return x.shape.map((length, at) => (at === axis ? size : length));
}
