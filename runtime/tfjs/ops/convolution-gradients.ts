// The gradients of convolutions, composed of forward kernels and products of matrices: not every
// backend has kernels of their own for them (wasm lacks most), and those that are there take no
// dilation. What they make is the same everywhere.

import type { ConvolutionGeometry } from '../../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { channelParts, withGaps, withMapEdges } from './axes.js';
import { channelsOf, convolution } from './convolution.js';
import { metBy, reachOf, tapsOf, type WindowPlaces } from './taps.js';

/**
 * dL/dx of a convolution that makes maps like dy; `map` is the spatial size of x. It is a convolution
 * at stride 1 of dy, with the stride's gaps filled by zeros, by the kernel turned round.
 */
export function convolutionInputGradient(
  tf: TensorFlow,
  dy: TfTensor,
  kernel: TfTensor,
  geometry: ConvolutionGeometry,
  map: Shape,
): TfTensor {
  const { window, strides, padding, dilations, groups } = geometry;
  const spread = strides.reduce((wide, stride, axis) => withGaps(tf, wide, stride, axis + 1), dy);
  const edges = window.map((size, axis) => {
    const reach = dilations[axis] * (size - 1);
    const before = reach - padding[axis].before;
    return { before, after: map[axis] - spread.shape[axis + 1] - before + reach };
  });
  const cut = edges.map(({ before, after }) => ({ before: Math.min(before, 0), after: Math.min(after, 0) }));
  const pad = edges.map(({ before, after }) => ({ before: Math.max(before, 0), after: Math.max(after, 0) }));
  const turned = { window, strides: strides.map(() => 1), padding: pad, dilations, groups };
  const x = withMapEdges(tf, spread, cut);
  return convolution(tf, { x, kernel: turnedKernel(tf, kernel, groups) }, turned);
}

/** [...window, in / groups, out] as the convolution from out to in wants it, read backwards. */
function turnedKernel(tf: TensorFlow, kernel: TfTensor, groups: number): TfTensor {
  const window = kernel.shape.slice(0, -2);
  const [inputs, outputs] = kernel.shape.slice(-2);
  const taps = sizeOf(window);
  const backwards = tf.reverse(tf.reshape(kernel, [taps, inputs, groups, outputs / groups]), 0);
  const swapped = tf.transpose(backwards, [0, 3, 2, 1]);
  return tf.reshape(swapped, [...window, outputs / groups, groups * inputs]);
}

/** dL/dkernel: [...window, channels / groups, maps]. */
export function convolutionKernelGradient(
  tf: TensorFlow,
  x: TfTensor,
  dy: TfTensor,
  geometry: ConvolutionGeometry,
): TfTensor {
  const places = { ...geometry, outputs: dy.shape.slice(1, -1) };
  const padded = toReach(tf, x, geometry, places);
  const shape = [...geometry.window, channelsOf(x) / geometry.groups, channelsOf(dy)];
  const byTap =
    geometry.groups === channelsOf(x) && geometry.groups > 1
      ? depthwiseTaps(tf, padded, dy, places)
      : groupedTaps(tf, padded, dy, places, geometry.groups);
  return tf.reshape(byTap, shape);
}

/** x with its padding, and no larger than the taps see. */
function toReach(
  tf: TensorFlow,
  x: TfTensor,
  { padding }: ConvolutionGeometry,
  places: WindowPlaces,
): TfTensor {
  const reach = reachOf(places);
  const edges = padding.map(({ before }, axis) => {
    return { before, after: reach[axis] - before - x.shape[axis + 1] };
  });
  return withMapEdges(tf, x, edges);
}

function groupedTaps(
  tf: TensorFlow,
  padded: TfTensor,
  dy: TfTensor,
  places: WindowPlaces,
  groups: number,
): TfTensor {
  if (groups === 1) return matrixTaps(tf, padded, dy, places);
  const [xs, dys] = [channelParts(tf, padded, groups), channelParts(tf, dy, groups)];
  return tf.concat(
    xs.map((part, group) => matrixTaps(tf, part, dys[group], places)),
    -1,
  );
}

/** Tap by tap x (channels x pixels) times dy (pixels x maps): [taps, channels, maps]. */
function matrixTaps(tf: TensorFlow, padded: TfTensor, dy: TfTensor, places: WindowPlaces): TfTensor {
  const [channels, maps] = [channelsOf(padded), channelsOf(dy)];
  const pixels = sizeOf(dy.shape.slice(0, -1));
  const rows = tf.reshape(dy, [pixels, maps]);
  const products = tapsOf(places.window).map((tap) => {
    const met = tf.reshape(metBy(tf, padded, tap, places), [pixels, channels]);
    return tf.matMul(met, rows, true, false);
  });
  return tf.reshape(tf.concat(products, 0), [products.length, channels, maps]);
}

/** Each channel has maps of its own: [taps, maps]. */
function depthwiseTaps(tf: TensorFlow, padded: TfTensor, dy: TfTensor, places: WindowPlaces): TfTensor {
  const [channels, maps] = [channelsOf(padded), channelsOf(dy)];
  const pixels = sizeOf(dy.shape.slice(0, -1));
  const rows = tf.reshape(dy, [pixels, channels, maps / channels]);
  const sums = tapsOf(places.window).map((tap) => {
    const met = tf.reshape(metBy(tf, padded, tap, places), [pixels, channels, 1]);
    return tf.reshape(tf.sum(tf.mul(met, rows), 0), [1, maps]);
  });
  return tf.concat(sums, 0);
}
