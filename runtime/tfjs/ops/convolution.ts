// Convolutions of one to three axes, with groups, strides and dilation, of the two-dimensional
// kernels of TensorFlow.js.

import type { ActivationFunction, ConvolutionGeometry } from '../../../compiler/graph/ops.js';
import { sizeOf } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor, TfTensor4 } from '../tensorflow.js';
import { activate } from './activation.js';
import { withBias } from './channelwise.js';
import { channelParts, deinterleave, taken, withGaps, withMapEdges } from './axes.js';
import { fusable, type FusedActivation } from '../../../compiler/emit/typescript-common/fusable.js';
import { asRows, axesFrom, pair, paddingOf, windowCount } from './geometry.js';
import { Meetings } from './taps.js';

export interface Convolved {
  readonly x: TfTensor;
  readonly kernel: TfTensor;
  readonly bias?: TfTensor | undefined;
}

/** x is [batch, ...map, channels], kernel [...window, channels / groups, maps]. */
export function convolution(
  tf: TensorFlow,
  { x, kernel, bias }: Convolved,
  geometry: ConvolutionGeometry,
  chosen?: ActivationFunction,
): TfTensor {
  if (isDepthwise(geometry, x, kernel) && geometry.dilations.some((dilation) => dilation > 1)) {
    const spread = withoutDilation(tf, kernel, geometry);
    return convolution(tf, { x, kernel: spread.kernel, bias }, spread.geometry, chosen);
  }
  const fused = chosen === undefined ? linear : fusable(chosen);
  const isFused = fused !== undefined && isOneKernel(geometry, x, kernel);
  if (isFused) return onMap(tf, { x, kernel, bias }, geometry, fused);
  const y = inSteps(tf, { x, kernel, bias }, geometry);
  return chosen === undefined ? y : activate(tf, y, chosen);
}

const linear: FusedActivation = { activation: 'linear' };

function inSteps(tf: TensorFlow, { x, kernel, bias }: Convolved, geometry: ConvolutionGeometry): TfTensor {
  if (isOneKernel(geometry, x, kernel)) return onMap(tf, { x, kernel, bias }, geometry, linear);
  return withBias(tf, composed(tf, { x, kernel }, geometry), bias);
}

/** Whether one kernel of TensorFlow.js computes it, bias and activation included. */
function isOneKernel(geometry: ConvolutionGeometry, x: TfTensor, kernel: TfTensor): boolean {
  const { window, groups } = geometry;
  return window.length <= 2 && !isSkipping(geometry) && (groups === 1 || isDepthwise(geometry, x, kernel));
}

/** Kernels take strides or dilation, and depthwise ones equal strides. */
function isSkipping({ strides, dilations, groups }: ConvolutionGeometry): boolean {
  const isStrided = strides.some((stride) => stride > 1);
  const differs = strides.some((stride) => stride !== strides[0]);
  return isStrided && (dilations.some((dilation) => dilation > 1) || (groups > 1 && differs));
}

function isDepthwise({ groups }: ConvolutionGeometry, x: TfTensor, kernel: TfTensor): boolean {
  return groups > 1 && groups === channelsOf(x) && kernel.shape[kernel.shape.length - 2] === 1;
}

function composed(tf: TensorFlow, { x, kernel }: Convolved, geometry: ConvolutionGeometry): TfTensor {
  if (geometry.window.length === 3) return overDepth(tf, x, kernel, geometry);
  if (isSkipping(geometry)) return everySo(tf, x, kernel, geometry);
  if (geometry.groups === 1 || isDepthwise(geometry, x, kernel)) {
    return onMap(tf, { x, kernel }, geometry, linear);
  }
  if (geometry.groups === channelsOf(kernel)) return inOnes(tf, x, kernel, geometry);
  return inGroups(tf, x, kernel, geometry);
}

function onMap(
  tf: TensorFlow,
  { x, kernel, bias }: Convolved,
  geometry: ConvolutionGeometry,
  fused: FusedActivation,
): TfTensor {
  if (geometry.window.length === 1) {
    const y = onMap(
      tf,
      { x: withAxis(tf, x, 1), kernel: withAxis(tf, kernel, 0), bias },
      asRows(geometry),
      fused,
    );
    const [batch, , size, maps] = y.shape as [number, number, number, number];
    return tf.reshape(y, [batch, size, maps]);
  }
  const given = {
    x: x as TfTensor4,
    strides: pair(geometry.strides),
    dilations: pair(geometry.dilations),
    pad: paddingOf(geometry.padding),
    ...(bias !== undefined && { bias }),
    ...fused,
  };
  if (geometry.groups === 1) return tf.fused.conv2d({ ...given, filter: kernel as TfTensor4 });
  const filter = tf.reshape(kernel, [...geometry.window, channelsOf(x), channelsOf(kernel) / channelsOf(x)]);
  // Its type forgets the explicit padding, which all its kernels take.
  return tf.fused.depthwiseConv2d({ ...given, pad: given.pad as 'valid', filter: filter as TfTensor4 });
}

/** At stride 1, of which every so manyth pixel stays. */
function everySo(tf: TensorFlow, x: TfTensor, kernel: TfTensor, geometry: ConvolutionGeometry): TfTensor {
  const dense = { ...geometry, strides: geometry.strides.map(() => 1) };
  const { window } = geometry;
  const outputs = window.map((_, axis) => windowCount(x.shape[axis + 1], geometry, axis));
  const y = convolution(tf, { x, kernel }, dense);
  const places = { ...geometry, outputs, dilations: geometry.strides };
  return new Meetings(tf, y, places).of(window.map(() => 0));
}

/** A group after another, each a convolution of its own. */
function inGroups(tf: TensorFlow, x: TfTensor, kernel: TfTensor, geometry: ConvolutionGeometry): TfTensor {
  const { groups } = geometry;
  const [parts, kernels] = [channelParts(tf, x, groups), channelParts(tf, kernel, groups)];
  const one = { ...geometry, groups: 1 };
  return tf.concat(
    parts.map((part, group) => convolution(tf, { x: part, kernel: kernels[group] }, one)),
    -1,
  );
}

/** Groups that make one map each, of m channels: the sum of m depthwise convolutions. */
function inOnes(tf: TensorFlow, x: TfTensor, kernel: TfTensor, geometry: ConvolutionGeometry): TfTensor {
  const inputs = kernel.shape[kernel.shape.length - 2];
  const parts = deinterleave(tf, x, inputs, x.shape.length - 1);
  const [window, maps] = [kernel.shape.slice(0, -2), channelsOf(kernel)];
  const kernels = tf
    .split(tf.reshape(kernel, [sizeOf(window), inputs, maps]), inputs, 1)
    .map((part) => tf.reshape(part, [...window, 1, maps]));
  return parts
    .map((part, i) => convolution(tf, { x: part, kernel: kernels[i] }, geometry))
    .reduce((sum, part) => tf.add(sum, part));
}

/** Three axes as the sum over the depth of the window, each place of which is a convolution of planes. */
function overDepth(tf: TensorFlow, x: TfTensor, kernel: TfTensor, geometry: ConvolutionGeometry): TfTensor {
  const [depth, ...plane] = geometry.window;
  const none = { before: 0, after: 0 };
  const padded = withMapEdges(tf, x, [geometry.padding[0], none, none]);
  const outputs = windowCount(sizesOf(x)[1], geometry, 0);
  const [batch, , height, width, channels] = sizesOf(padded);
  const places = {
    window: [depth, 1, 1],
    strides: [geometry.strides[0], 1, 1],
    dilations: [geometry.dilations[0], 1, 1],
    outputs: [outputs, height, width],
  };
  const kernels = tf.split(tf.reshape(kernel, [depth, -1]), depth, 0);
  const meetings = new Meetings(tf, padded, places);
  const sums = Array.from({ length: depth }, (_, place) => {
    const planes = tf.reshape(meetings.of([place, 0, 0]), [batch * outputs, height, width, channels]);
    const flat = tf.reshape(kernels[place], [...plane, ...kernel.shape.slice(3)]);
    return convolution(tf, { x: planes, kernel: flat }, axesFrom(geometry, 1));
  });
  const y = sums.reduce((sum, part) => tf.add(sum, part));
  return tf.reshape(y, [batch, outputs, ...y.shape.slice(1)]);
}

/** The kernel with its gaps written out: TensorFlow's depthwise kernels know no dilation. */
function withoutDilation(
  tf: TensorFlow,
  kernel: TfTensor,
  geometry: ConvolutionGeometry,
): { kernel: TfTensor; geometry: ConvolutionGeometry } {
  const { window, dilations } = geometry;
  const reach = window.map((size, axis) => (size - 1) * dilations[axis] + 1);
  const none = kernel.shape.map(() => 0);
  const spread = dilations.reduce((wide, dilation, axis) => withGaps(tf, wide, dilation, axis), kernel);
  return {
    kernel: taken(tf, spread, none, [...reach, ...kernel.shape.slice(-2)]),
    geometry: { ...geometry, window: reach, dilations: window.map(() => 1) },
  };
}

function sizesOf(x: TfTensor): readonly number[] {
  return x.shape;
}

export function channelsOf({ shape }: TfTensor): number {
  return shape[shape.length - 1];
}

function withAxis(tf: TensorFlow, x: TfTensor, axis: number): TfTensor {
  return tf.reshape(x, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis)]);
}
