// The gradient of a convolution by its kernel, composed of forward kernels: wasm has none of its own,
// and those of the other backends take no dilation and are slower (on cpu 20 times and more).

import type { ConvolutionGeometry } from '../../../compiler/graph/ops.js';
import { sizeOf } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor, TfTensor4 } from '../tensorflow.js';
import { channelParts, withMapEdges } from './axes.js';
import { channelsOf } from './convolution.js';
import { pair } from './geometry.js';
import { Meetings, reachOf, tapsOf, type WindowPlaces } from './taps.js';

/** dL/dkernel: [...window, channels / groups, maps]. */
export function convolutionKernelGradient(
  tf: TensorFlow,
  x: TfTensor,
  dy: TfTensor,
  geometry: ConvolutionGeometry,
): TfTensor {
  const { groups } = geometry;
  const places = { ...geometry, outputs: dy.shape.slice(1, -1) };
  const padded = toReach(tf, x, geometry, places);
  if (groups === 1) return ofMap(tf, padded, dy, places);
  if (groups === channelsOf(x)) return ofDepths(tf, padded, dy, places);
  const [xs, dys] = [channelParts(tf, padded, groups), channelParts(tf, dy, groups)];
  const kernels = xs.map((part, group) => ofMap(tf, part, dys[group], places));
  return tf.concat(kernels, -1);
}

/** x with its padding, as large as the taps see. */
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

function ofMap(tf: TensorFlow, padded: TfTensor, dy: TfTensor, places: WindowPlaces): TfTensor {
  const { window, strides, dilations } = places;
  const isSkipping = strides.some((stride) => stride > 1) && dilations.some((dilation) => dilation > 1);
  if (window.length !== 2 || isSkipping || sizeOf(window) === 1) return byTaps(tf, padded, dy, places);
  return asConvolution(tf, padded, dy, places);
}

/**
 * dkernel is a convolution too: of x by dy, with the batch as channels, the channels as batch, and
 * stride and dilation changing places.
 */
function asConvolution(tf: TensorFlow, padded: TfTensor, dy: TfTensor, places: WindowPlaces): TfTensor {
  const x = tf.transpose(padded, [3, 1, 2, 0]);
  const filter = tf.transpose(dy, [1, 2, 0, 3]);
  const [strides, dilations] = [pair(places.dilations), pair(places.strides)];
  const dkernel = tf.conv2d(x as TfTensor4, filter as TfTensor4, strides, 'valid', 'NHWC', dilations);
  return tf.transpose(dkernel, [1, 2, 0, 3]);
}

/** Tap by tap what it meets (channels x pixels) times dy (pixels x maps). */
function byTaps(tf: TensorFlow, padded: TfTensor, dy: TfTensor, places: WindowPlaces): TfTensor {
  const [channels, maps] = [channelsOf(padded), channelsOf(dy)];
  const pixels = sizeOf(dy.shape.slice(0, -1));
  const rows = tf.reshape(dy, [pixels, maps]);
  const meetings = new Meetings(tf, padded, places);
  const products = tapsOf(places.window).map((tap) => {
    const met = tf.reshape(meetings.of(tap), [pixels, channels]);
    // Transposed by itself: wasm multiplies transposed matrices ten times as slowly.
    return tf.matMul(tf.transpose(met), rows);
  });
  return tf.reshape(tf.concat(products, 0), [...places.window, channels, maps]);
}

/** Each channel has maps of its own. */
function ofDepths(tf: TensorFlow, padded: TfTensor, dy: TfTensor, places: WindowPlaces): TfTensor {
  const [channels, maps] = [channelsOf(padded), channelsOf(dy)];
  const pixels = sizeOf(dy.shape.slice(0, -1));
  const rows = tf.reshape(dy, [pixels, channels, maps / channels]);
  const meetings = new Meetings(tf, padded, places);
  const sums = tapsOf(places.window).map((tap) => {
    const met = tf.reshape(meetings.of(tap), [pixels, channels, 1]);
    return tf.reshape(tf.sum(tf.mul(met, rows), 0), [1, maps]);
  });
  return tf.reshape(tf.concat(sums, 0), [...places.window, 1, maps]);
}
