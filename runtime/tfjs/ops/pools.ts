// Pools and their gradients. A pool over several axes is one over the inner two, and then over the
// outer one; that holds for maxima and for sums, and keeps every backend within its kernels.

import type { PoolGeometry } from '../../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor, TfTensor4 } from '../tensorflow.js';
import { withMapEdges } from './axes.js';
import { multiply } from './multiply.js';
import { givenBack, Meetings, reachOf, tapsOf, type WindowPlaces } from './taps.js';

/** The lowest number of float32: padding that never wins, and that every backend can hold. */
const lowest = -3.4028234663852886e38;

export function maxPool(tf: TensorFlow, x: TfTensor, geometry: PoolGeometry): TfTensor {
  return pooled(tf, withMapEdges(tf, x, seenEdges(geometry), lowest), geometry, 'max');
}

/**
 * dy goes to the first maximum of each window in row-major order: tap after tap takes what no tap
 * before it has taken.
 */
export function maxPoolGradient(
  tf: TensorFlow,
  { x, y, dy }: { readonly x: TfTensor; readonly y: TfTensor; readonly dy: TfTensor },
  geometry: PoolGeometry,
): TfTensor {
  const padded = withMapEdges(tf, x, seenEdges(geometry), lowest);
  const places = placesOf(geometry, y);
  let left = dy;
  const meetings = new Meetings(tf, padded, places);
  const gifts = tapsOf(geometry.window).map((tap) => {
    const before = left;
    // 1 where the tap is not the maximum: y is never smaller than what it meets.
    left = tf.mul(before, tf.step(tf.sub(y, meetings.of(tap))));
    return { tap, gift: tf.sub(before, left) };
  });
  return toMap(tf, givenBack(tf, gifts, places), geometry, x.shape.slice(1, -1));
}

export function averagePool(
  tf: TensorFlow,
  x: TfTensor,
  geometry: PoolGeometry,
  includePadding: boolean,
): TfTensor {
  const y = pooled(tf, withMapEdges(tf, x, seenEdges(geometry)), geometry, 'avg');
  return isUneven(geometry) ? multiply(tf, [y, shares(tf, x, y, geometry, includePadding)]) : y;
}

/** `map` is the spatial size of x. */
export function averagePoolGradient(
  tf: TensorFlow,
  dy: TfTensor,
  geometry: PoolGeometry,
  includePadding: boolean,
  map: Shape,
): TfTensor {
  const share = tf.mul(dy, 1 / sizeOf(geometry.window));
  const x = { shape: [dy.shape[0], ...map, dy.shape[dy.shape.length - 1]] };
  const even = isUneven(geometry)
    ? multiply(tf, [share, shares(tf, x, dy, geometry, includePadding)])
    : share;
  const places = placesOf(geometry, dy);
  const spread = places.window.reduce((sum, _, axis) => spreadAlong(tf, sum, places, axis), even);
  return toMap(tf, spread, geometry, map);
}

/** Gives each number to every tap of its window along one axis. */
function spreadAlong(tf: TensorFlow, dy: TfTensor, places: WindowPlaces, axis: number): TfTensor {
  const along: WindowPlaces = {
    window: places.window.map((size, at) => (at === axis ? size : 1)),
    strides: places.strides.map((stride, at) => (at === axis ? stride : 1)),
    dilations: places.dilations,
    outputs: dy.shape.slice(1, -1),
  };
  const gifts = tapsOf(along.window).map((tap) => ({ tap, gift: dy }));
  const reach = reachOf(along);
  const spread = givenBack(tf, gifts, along);
  const edges = reach.map((size, at) => ({ before: 0, after: size - spread.shape[at + 1] }));
  return withMapEdges(tf, spread, edges);
}

/** Padding, and what the last window reaches beyond it. */
function seenEdges({ padding, extension }: PoolGeometry): { before: number; after: number }[] {
  return padding.map(({ before, after }, axis) => ({ before, after: after + extension[axis] }));
}

function isUneven(geometry: PoolGeometry): boolean {
  return seenEdges(geometry).some(({ before, after }) => before + after > 0);
}

function placesOf({ window, strides }: PoolGeometry, y: TfTensor): WindowPlaces {
  return { window, strides, dilations: window.map(() => 1), outputs: y.shape.slice(1, -1) };
}

/** What is left of a padded map without its padding; pixels that no window sees get zeros. */
function toMap(tf: TensorFlow, padded: TfTensor, geometry: PoolGeometry, map: Shape): TfTensor {
  const edges = geometry.padding.map(({ before }, axis) => {
    return { before: -before, after: map[axis] + before - padded.shape[axis + 1] };
  });
  return withMapEdges(tf, padded, edges);
}

function pooled(
  tf: TensorFlow,
  x: TfTensor,
  { window, strides }: PoolGeometry,
  kind: 'max' | 'avg',
): TfTensor {
  const [batch, ...rest] = x.shape;
  const [map, channels] = [rest.slice(0, -1), rest[rest.length - 1]];
  const plane = (rows: TfTensor, size: readonly number[], steps: readonly number[]) => {
    const pool = kind === 'max' ? tf.maxPool : tf.avgPool;
    return pool(rows as TfTensor4, [size[0], size[1]], [steps[0], steps[1]], 'valid');
  };
  if (map.length === 2) return plane(x, window, strides);
  if (map.length === 1) {
    const y = plane(tf.reshape(x, [batch, map[0], 1, channels]), [window[0], 1], [strides[0], 1]);
    return tf.reshape(y, [batch, y.shape[1], channels]);
  }
  const [depth, height, width] = map;
  const planes = tf.reshape(x, [batch * depth, height, width, channels]);
  const inner = plane(planes, window.slice(1), strides.slice(1));
  const [rows, columns] = inner.shape.slice(1);
  const stacked = tf.reshape(inner, [batch, depth, rows * columns, channels]);
  const y = plane(stacked, [window[0], 1], [strides[0], 1]);
  return tf.reshape(y, [batch, y.shape[1], rows, columns, channels]);
}

/** Window size over the pixels that are counted, for each window: [1, ...outputs, 1]. */
function shares(
  tf: TensorFlow,
  x: { readonly shape: Shape },
  y: TfTensor,
  geometry: PoolGeometry,
  includePadding: boolean,
): TfTensor {
  const along = geometry.window.map((_, axis) => {
    const outputs = y.shape[axis + 1];
    return Array.from({ length: outputs }, (_, output) =>
      sharesAt(geometry, axis, output, x.shape[axis + 1], includePadding),
    );
  });
  const all = along.reduce((outer, inner) => outer.flatMap((a) => inner.map((b) => a * b)));
  return tf.tensor(all, [1, ...y.shape.slice(1, -1), 1]);
}

function sharesAt(
  { window, strides, padding }: PoolGeometry,
  axis: number,
  output: number,
  size: number,
  includePadding: boolean,
): number {
  const { before, after } = padding[axis];
  const start = output * strides[axis] - before;
  const [first, end] = includePadding ? [-before, size + after] : [0, size];
  const counted = Math.min(start + window[axis], end) - Math.max(start, first);
  // A window that counts nothing averages to 0.
  return counted > 0 ? window[axis] / counted : 0;
}
