// Pools in a training step, and their gradients.

import type { OpOf, PoolGeometry } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { sizeOf } from '../../../graph/value.js';
import { differentiateActivation } from '../activation-gradients.js';
import { int, word } from '../attributes.js';
import { belowEverything, lowerMaxPool, padForPool } from '../forward/pools.js';
import { transposed } from '../forward/transposed-convolution.js';
import { channelsFirst, range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { countedPixels, padsFitPool, poolPads, windowAttributes } from '../windows.js';
import { poolAsConvolution } from './pool-as-convolution.js';
import { poolGradientByTaps } from './pool-by-taps.js';
import type { StepLowering } from './step-lowering.js';

export function lowerMaxPoolWithIndices(op: OpOf<'max-pool'>, to: StepLowering): void {
  if (to.dialect === 'webgpu' || !to.pooledBack.has(op.outputs.y)) return lowerMaxPool(op, to);
  const [x, attributes] = padForPool(to, to.name(op.inputs.x), op.geometry, belowEverything);
  const [y, indices] = to.nodeOf('MaxPool', [x], attributes, 2);
  to.bind(op.outputs.y, y);
  to.maximumIndices.set(op.outputs.y, indices);
}

type MaxPoolGradient = OpOf<'max-pool-gradient', TrainingOp>;

export function lowerMaxPoolGradient(op: MaxPoolGradient, to: StepLowering): void {
  const { y } = op.inputs;
  const outer = to.name(op.inputs.dy);
  const dy = to.maskedByPool.has(op.outputs.dx) ? reluGradient(to, to.name(y), outer) : outer;
  to.bind(op.outputs.dx, unpoolMaxima(op, to, dy));
}

function unpoolMaxima(op: MaxPoolGradient, to: StepLowering, dy: Name): Name {
  const { y } = op.inputs;
  if (to.dialect === 'webgpu') return poolGradientByTaps(op, to, dy);
  const indices = to.maximumIndices.get(y);
  if (indices === undefined) throw new Error(`no maximum pool made value ${y}`);
  return isPlainTiling(op.geometry) ? unpool(op, to, dy, indices) : scatter(op, to, dy, indices);
}

function reluGradient(to: StepLowering, y: Name, dy: Name): Name {
  return differentiateActivation(to, { name: 'relu' }, { x: y, y, dy });
}

function isPlainTiling({ window, strides, padding, extension }: PoolGeometry): boolean {
  return window.every((size, axis) => {
    const { before, after } = padding[axis];
    return strides[axis] >= size && before + after + extension[axis] === 0;
  });
}

function unpool(op: MaxPoolGradient, to: Lowering, dy: Name, indices: Name): Name {
  const shape = to.integers(to.dims(op.outputs.dx));
  return to.node('MaxUnpool', [dy, indices, shape], windowAttributes(op.geometry));
}

/** Adds up what overlapping windows give to one pixel. */
function scatter(op: MaxPoolGradient, to: Lowering, dy: Name, indices: Name): Name {
  const [batch, channels, ...map] = to.dims(op.outputs.dx);
  const { before, after } = poolPads(op.geometry);
  const isPadded = !padsFitPool(op.geometry);
  const seen = isPadded ? map.map((size, axis) => size + before[axis] + after[axis]) : map;
  const sizes = [batch, channels, ...seen];
  const zeros = to.node('ConstantOfShape', [to.integers([sizeOf(sizes)])]);
  const inputs = [zeros, to.reshape(indices, [-1]), to.reshape(dy, [-1])];
  const sums = to.node('ScatterElements', inputs, { axis: int(0), reduction: word('add') });
  const dx = to.reshape(sums, sizes);
  if (!isPadded) return dx;
  const axes = range(map.length).map((axis) => axis + 2);
  return to.slice(
    dx,
    axes,
    map.map((size, axis) => ({ start: before[axis], end: before[axis] + size })),
  );
}

type AveragePoolGradient = OpOf<'average-pool-gradient', TrainingOp>;

export function lowerAveragePoolGradient(op: AveragePoolGradient, to: Lowering): void {
  const input = channelsFirst(to.shape(op.outputs.dx)).slice(1);
  const output = channelsFirst(to.shape(op.inputs.dy)).slice(1);
  const counts = countedPixels(op.geometry, input, output, op.includePadding);
  const shares = counts.map((count) => (count === 0 ? 0 : 1 / count));
  const share = isAlike(shares) ? to.scalar(shares[0]) : to.tensor('shares', [1, 1, ...output], shares);
  const dy = to.multiply(to.name(op.inputs.dy), share);
  const fills =
    isPlainTiling(op.geometry) &&
    input.every((size, axis) => size === output[axis] * op.geometry.window[axis]);
  to.bind(op.outputs.dx, fills ? spread(op, to, dy, output) : spreadOverlapping(op, to, dy, input, output));
}

function isAlike(values: Float32Array): boolean {
  return values.every((value) => value === values[0]);
}

/** Windows that tile the map: each number is repeated over its window by broadcasting. */
function spread(op: AveragePoolGradient, to: Lowering, dy: Name, output: readonly number[]): Name {
  const { window } = op.geometry;
  const dims = to.dims(op.outputs.dx);
  const small = to.reshape(dy, [dims[0] * dims[1], ...output.flatMap((size) => [size, 1])]);
  const large = to.integers([dims[0] * dims[1], ...output.flatMap((size, axis) => [size, window[axis]])]);
  return to.reshape(to.node('Expand', [small, large]), dims);
}

/** A transposed convolution with a kernel of ones, each channel by itself. */
function spreadOverlapping(
  op: AveragePoolGradient,
  to: Lowering,
  dy: Name,
  input: readonly number[],
  output: readonly number[],
): Name {
  const { window } = op.geometry;
  const dims = to.dims(op.outputs.dx);
  const dx = transposed(to, {
    x: to.reshape(dy, [dims[0] * dims[1], 1, ...output]),
    kernel: to.tensor('ones', [1, 1, ...window], new Float32Array(sizeOf(window)).fill(1)),
    geometry: poolAsConvolution(op.geometry, input, output),
    small: [1, ...output],
    large: [1, ...input],
  });
  return to.reshape(dx, dims);
}
