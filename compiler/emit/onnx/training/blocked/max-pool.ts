// Maximum pools in blocks. Where windows tile the map their gradient is taken there too: along each
// axis, innermost first, it goes to the first pixel that holds the maximum, which row by row is the
// first of the window.

import type { OpOf, PoolGeometry } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import { differentiateActivation } from '../../activation-gradients.js';
import { int, ints } from '../../attributes.js';
import { range } from '../../layout.js';
import type { Name } from '../../node-list.js';
import { isEverywhere, padsAttribute, padsFitPool, poolPads, windowAttributes } from '../../windows.js';
import { lowerMaxPoolGradient, lowerMaxPoolWithIndices } from '../pools.js';
import type { BlockedLowering } from './blocked-lowering.js';

type MaxPoolGradient = OpOf<'max-pool-gradient', TrainingOp>;

export function lowerBlockedMaxPool(op: OpOf<'max-pool'>, to: BlockedLowering): void {
  const { x } = op.inputs;
  const { y } = op.outputs;
  if (!to.isBlocked(x)) return lowerMaxPoolWithIndices(op, to);
  if (isTiling(op.geometry)) {
    to.pooledInBlocks.add(y);
    to.bindBlocked(y, pool(to, to.blocked(x), op.geometry.window));
  } else if (!to.pooledBack.has(y) && padsFitPool(op.geometry)) {
    const attributes = { ...windowAttributes(op.geometry), ...padsAttribute(poolPads(op.geometry)) };
    to.bindBlocked(y, to.blockNode('MaxPool', [to.blocked(x)], { ...attributes, dilations: ints([1, 1]) }));
  } else lowerMaxPoolWithIndices(op, to);
}

export function lowerBlockedMaxPoolGradient(op: MaxPoolGradient, to: BlockedLowering): void {
  const { y } = op.inputs;
  const { dx } = op.outputs;
  if (!to.pooledInBlocks.has(y)) return lowerMaxPoolGradient(op, to);
  const { block } = to;
  const [down, across] = op.geometry.window;
  const [batch, channels, rows, columns] = to.blockedDims(y);
  const planes = (batch * channels) / block;
  const seen = withoutRest(op, to);
  const lines = pool(to, seen, [1, across]);
  const onLines = shareOut(to, {
    dy: gradientOfResult(op, to),
    y: to.blocked(y),
    x: to.reshape(lines, [planes * rows, down, columns * block]),
    sizes: [planes * rows, down, columns * block],
  });
  const pixels = [planes * rows * down * columns, across, block] as const;
  const onPixels = shareOut(to, { dy: onLines, y: lines, x: seen, sizes: pixels });
  to.bindBlocked(dx, withRest(op, to, onPixels));
}

/** Each window begins where the last one ended, without padding. */
function isTiling({ window, strides, padding, extension }: PoolGeometry): boolean {
  return window.every((size, axis) => {
    const { before, after } = padding[axis];
    return window.length === 2 && strides[axis] === size && before + after + extension[axis] === 0;
  });
}

function pool(to: BlockedLowering, x: Name, window: readonly number[]): Name {
  const [kernel_shape, pads] = [ints(window), ints([0, 0, 0, 0])];
  return to.blockNode('MaxPool', [x], { kernel_shape, pads, strides: ints(window), dilations: ints([1, 1]) });
}

/** dy, behind a ReLU already times its derivative. */
function gradientOfResult(op: MaxPoolGradient, to: BlockedLowering): Name {
  const [y, dy] = [to.blocked(op.inputs.y), to.blocked(op.inputs.dy)];
  if (!to.maskedByPool.has(op.outputs.dx)) return dy;
  return differentiateActivation(to, { name: 'relu' }, { x: y, y, dy });
}

/** x without the pixels at the end of each axis that no window reached. */
function withoutRest(op: MaxPoolGradient, to: BlockedLowering): Name {
  const { x, y } = op.inputs;
  const rest = restOf(op, to);
  if (isEverywhere(rest, 0)) return to.blocked(x);
  const [batch, channels] = to.blockedDims(x);
  const map = to.dims(y).slice(2);
  const seen = map.map((size, axis) => size * op.geometry.window[axis]);
  const planes = to.reshape(to.blocked(x), [batch, channels / to.block, ...to.dims(x).slice(2), to.block]);
  const cut = to.pad(planes, [0, 0, 0, 0, 0], [0, 0, ...rest.map((size) => -size), 0]);
  return to.reshape(cut, [batch, channels, ...seen]);
}

/** Zeros for those pixels. */
function withRest(op: MaxPoolGradient, to: BlockedLowering, dx: Name): Name {
  const rest = restOf(op, to);
  const dims = to.blockedDims(op.outputs.dx);
  if (isEverywhere(rest, 0)) return to.reshape(dx, dims);
  const [batch, channels, height, width] = dims;
  const planes = to.reshape(dx, [(batch * channels) / to.block, height - rest[0], width - rest[1], to.block]);
  return to.reshape(to.pad(planes, [0, 0, 0, 0], [0, ...rest, 0]), dims);
}

function restOf({ inputs, geometry }: MaxPoolGradient, to: BlockedLowering): number[] {
  const small = to.dims(inputs.y).slice(2);
  return to
    .dims(inputs.x)
    .slice(2)
    .map((size, axis) => size - small[axis] * geometry.window[axis]);
}

interface Shared {
  readonly dy: Name;
  /** The maxima, in any shape of [outer, 1, inner]. */
  readonly y: Name;
  /** What they are the maxima of, in any shape of `sizes`. */
  readonly x: Name;
  readonly sizes: readonly [outer: number, size: number, inner: number];
}

/** Gives each number of dy to the first along the middle axis that holds the maximum. */
function shareOut(to: BlockedLowering, { dy, y, x, sizes }: Shared): Name {
  const [outer, size, inner] = sizes;
  const whole = to.reshape(x, sizes);
  const maxima = to.reshape(y, [outer, 1, inner]);
  let rest = to.reshape(dy, [outer, 1, inner]);
  const parts = range(size - 1).map((at) => {
    const candidate = to.slice(whole, [1], [{ start: at, end: at + 1 }]);
    const holds = to.node('GreaterOrEqual', [candidate, maxima]);
    const part = to.multiply(rest, to.node('Cast', [holds], { to: int(1) }));
    rest = to.subtract(rest, part);
    return part;
  });
  return to.concat([...parts, rest], 1);
}
