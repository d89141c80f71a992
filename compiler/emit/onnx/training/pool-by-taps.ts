// The gradient of a maximum pool where pools tell no indices: what each tap of the window saw is
// compared with the maximum, and dy goes back to the first that is equal to it.

import type { OpOf, PoolGeometry } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { sizeOf } from '../../../graph/value.js';
import { int, ints } from '../attributes.js';
import { belowEverything } from '../forward/pools.js';
import { transposed } from '../forward/transposed-convolution.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Cut, Name } from '../node-list.js';
import { poolPads } from '../windows.js';
import { isNotPositive } from './choice-by-sign.js';
import { tapsOf } from './kernel-gradient/taps.js';
import { poolAsConvolution } from './pool-as-convolution.js';

type MaxPoolGradient = OpOf<'max-pool-gradient', TrainingOp>;

interface Sizes {
  /** Samples times channels: each map is pooled by itself. */
  readonly maps: number;
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly taps: readonly (readonly number[])[];
}

/** dx, given the dy that may already hold the factor of a ReLU. */
export function poolGradientByTaps(op: MaxPoolGradient, to: Lowering, dy: Name): Name {
  const [channels, ...input] = channelsFirst(to.shape(op.inputs.x));
  const [, ...output] = channelsFirst(to.shape(op.inputs.y));
  const sizes = { maps: to.batch * channels, input, output, taps: tapsOf(op.geometry.window) };
  const overTaps = (y: Name) => to.reshape(y, [sizes.maps, 1, ...output]);
  const first = isFirstMaximum(to, seenByTaps(op, to, sizes), overTaps(to.name(op.inputs.y)), sizes);
  const shares = to.multiply(first, overTaps(dy));
  return to.reshape(putBack(op.geometry, to, shares, sizes), to.dims(op.outputs.dx));
}

/** [maps, taps, ...output] */
function seenByTaps(op: MaxPoolGradient, to: Lowering, { maps, input, output, taps }: Sizes): Name {
  const { before, after } = poolPads(op.geometry);
  const x = to.reshape(to.name(op.inputs.x), [maps, 1, ...input]);
  const padded = to.pad(x, [0, 0, ...before], [0, 0, ...after], belowEverything);
  const axes = output.map((_, axis) => axis + 2);
  const seen = taps.map((tap) => to.slice(padded, axes, cutsOf(op.geometry, tap, output)));
  return to.concat(seen, 1);
}

function cutsOf({ strides }: PoolGeometry, tap: readonly number[], output: readonly number[]): Cut[] {
  return tap.map((start, axis) => {
    const step = strides[axis];
    return { start, end: start + (output[axis] - 1) * step + 1, step };
  });
}

/** Each tap that sees the maximum gets a number, the first the largest: it alone has the largest number. */
function isFirstMaximum(to: Lowering, seen: Name, y: Name, { taps, output }: Sizes): Name {
  const numbers = Float32Array.from(taps, (_, i) => taps.length - i);
  const shape = [1, taps.length, ...output.map(() => 1)];
  const isMaximum = isNotPositive(to, to.subtract(y, seen));
  const numbered = to.multiply(isMaximum, to.tensor('numbers', shape, numbers));
  const largest = to.node('ReduceMax', [numbered], { axes: ints([1]), keepdims: int(1) });
  return isNotPositive(to, to.subtract(largest, numbered));
}

/**
 * Puts what each tap has where that tap saw it, and adds up what overlaps: a transposed convolution
 * whose kernel for a tap is 1 at that tap and 0 elsewhere.
 */
function putBack(geometry: PoolGeometry, to: Lowering, x: Name, { input, output, taps }: Sizes): Name {
  const { window } = geometry;
  const kernel = new Float32Array(taps.length * sizeOf(window));
  for (const i of taps.keys()) kernel[i * sizeOf(window) + i] = 1;
  return transposed(to, {
    x,
    kernel: to.tensor('taps', [taps.length, 1, ...window], kernel),
    geometry: poolAsConvolution(geometry, input, output),
    small: [taps.length, ...output],
    large: [1, ...input],
  });
}
