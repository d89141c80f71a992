// Transposed convolutions that ONNX Runtime's WebGPU provider (1.30) lacks, those of volumes, or gets
// wrong: those in groups that make one channel each of several, whose numbers are silently others.

import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { convolve } from './convolve.js';
import { turnedConvolution, turnedPads, type Transposition } from './turned-kernel.js';

export function isVolume({ small }: Transposition): boolean {
  return small.length > 3;
}

/** Zeros between the pixels of the small map, then a convolution with the turned kernel. */
export function convolveSpread(to: Lowering, given: Transposition): Name {
  const { strides, outputPadding } = given.geometry;
  const { before, after } = turnedPads(given.geometry);
  // Behind the last pixel, too, are zeros.
  const ends = after.map((pad, axis) => pad + outputPadding[axis] - (strides[axis] - 1));
  const map = given.small.slice(1).map((size, axis) => size * strides[axis]);
  const more = (pads: readonly number[]) => pads.map((pad) => Math.max(0, pad));
  const fewer = (pads: readonly number[]) => pads.map((pad) => Math.max(0, -pad));
  const [starts, cuts] = [fewer(before), fewer(ends)];
  const axes = range(map.length).filter((axis) => starts[axis] + cuts[axis] > 0);
  const x = to.slice(
    spreadPixels(to, given),
    axes.map((axis) => axis + 2),
    axes.map((axis) => ({ start: starts[axis], end: map[axis] - cuts[axis] })),
  );
  return convolve(to, {
    ...turnedConvolution(to, given),
    x,
    map: map.map((size, axis) => size - starts[axis] - cuts[axis]),
    pads: { before: more(before), after: more(ends) },
  });
}

/** [batch, channels, ...map · stride], a pixel of x at each multiple of the stride. */
function spreadPixels(
  to: Lowering,
  { x, geometry: { strides }, small: [channels, ...map] }: Transposition,
): Name {
  if (strides.every((stride) => stride === 1)) return x;
  const apart = to.reshape(x, [-1, channels, ...map.flatMap((size) => [size, 1])]);
  const none = [0, 0, ...map.flatMap(() => [0, 0])];
  const spread = to.pad(apart, none, [0, 0, ...strides.flatMap((stride) => [0, stride - 1])]);
  return to.reshape(spread, [-1, channels, ...map.map((size, axis) => size * strides[axis])]);
}

/** Whether the provider computes other numbers than it should. */
export function isMiscomputed({ geometry: { groups }, small, large }: Transposition): boolean {
  return groups > 1 && large[0] === groups && small[0] > groups;
}

/** With a second channel of zeros in each group, which is then dropped, it computes the right ones. */
export function withSpareChannel(
  given: Transposition,
  to: Lowering,
  transpose: (widened: Transposition) => Name,
): Name {
  const { geometry, small, large, bias } = given;
  const [groups, ...map] = large;
  const rest = geometry.window.map(() => 0);
  const widened: Transposition = {
    ...given,
    kernel: to.pad(given.kernel, [0, 0, ...rest], [0, 1, ...rest]),
    ...(bias !== undefined && {
      bias: to.reshape(to.pad(to.reshape(bias, [groups, 1]), [0, 0], [0, 1]), [-1]),
    }),
    small,
    large: [2 * groups, ...map],
  };
  const pairs = to.reshape(transpose(widened), [-1, groups, 2, ...map]);
  const first = to.slice(pairs, [2], [{ start: 0, end: 1 }]);
  return to.reshape(first, [-1, groups, ...map]);
}
