// The gradient of a convolution by its input, composed of forward kernels: not every backend has one of
// its own, and none takes dilation. What it makes is the same everywhere.

import type { ConvolutionGeometry } from '../../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { withGaps, withMapEdges } from './axes.js';
import { convolution } from './convolution.js';

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
