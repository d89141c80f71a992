// Products of values whose axes of size 1 stretch. Neighbouring axes that all parts treat alike are
// joined first: with more than four axes, WebGPU's kernels do not compile.

import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

export function multiply(tf: TensorFlow, parts: readonly TfTensor[]): TfTensor {
  const shapes = parts.map((part) => part.shape);
  const shape = shapes[0].map((_, axis) => Math.max(...shapes.map((sizes) => sizes[axis])));
  const groups = alike(shape, (axis) => shapes.map((sizes) => sizes[axis] === shape[axis]).join());
  const product = parts
    .map((part) => tf.reshape(part, joined(part.shape, groups)))
    .reduce((sofar, part) => tf.mul(sofar, part));
  return tf.reshape(product, shape);
}

/** dy summed over the axes on which `shape` has size 1 and dy more; `shape` starts with the batch. */
export function sumStretched(tf: TensorFlow, dy: TfTensor, shape: Shape): TfTensor {
  const isStretched = (axis: number) => shape[axis] !== dy.shape[axis];
  const groups = alike(dy.shape, (axis) => String(isStretched(axis)));
  const axes = groups.flatMap(([first], group) => (isStretched(first) ? [group] : []));
  return tf.reshape(tf.sum(tf.reshape(dy, joined(dy.shape, groups)), axes), [...shape]);
}

/** Runs of neighbouring axes with the same mark. Axes of size 1 go with any. */
function alike(shape: Shape, markOf: (axis: number) => string): number[][] {
  const groups: number[][] = [];
  let mark: string | undefined;
  shape.forEach((size, axis) => {
    if (size === 1 && groups.length > 0) groups[groups.length - 1].push(axis);
    else if (mark === markOf(axis)) groups[groups.length - 1].push(axis);
    else groups.push([axis]);
    if (size !== 1) mark = markOf(axis);
  });
  return groups;
}

function joined(shape: Shape, groups: readonly (readonly number[])[]): number[] {
  return groups.map((axes) => sizeOf(axes.map((axis) => shape[axis])));
}
