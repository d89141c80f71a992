// The taps of a kernel, and the pixels that each of them saw.

import { range } from '../../layout.js';
import type { Lowering } from '../../lowering.js';
import type { Cut, Name } from '../../node-list.js';
import { paddingOf } from '../../windows.js';
import type { KernelGradient } from './sizes.js';

/** The offsets of all taps of a window, row-major. */
export function tapsOf(window: readonly number[]): number[][] {
  let taps: number[][] = [[]];
  for (const size of window) taps = taps.flatMap((tap) => range(size).map((i) => [...tap, i]));
  return taps;
}

/** x with the convolution's padding around its spatial axes: so many axes lie outside and inside of them. */
export function padded(
  { geometry }: KernelGradient,
  to: Lowering,
  x: Name,
  others: readonly [number, number],
): Name {
  const { before, after } = paddingOf(geometry);
  const [outer, inner] = others.map((count) => range(count).map(() => 0));
  return to.pad(x, [...outer, ...before, ...inner], [...outer, ...after, ...inner]);
}

/** The pixels of the padded map that this tap sees; of the first axes only, where it names no more. */
export function seenBy(
  op: KernelGradient,
  to: Lowering,
  padded: Name,
  tap: readonly number[],
  outputMap: readonly number[],
): Name {
  const { strides, dilations } = op.geometry;
  const cuts = tap.map((offset, axis): Cut => {
    const start = offset * dilations[axis];
    const end = start + (outputMap[axis] - 1) * strides[axis] + 1;
    return { start, end, step: strides[axis] };
  });
  return to.slice(
    padded,
    range(tap.length).map((axis) => axis + 2),
    cuts,
  );
}

/** From [out, taps, in] to [out, in, taps]. */
export function channelsBeforeTaps(to: Lowering, gradient: Name, sizes: readonly number[]): Name {
  if (sizes[1] === 1 || sizes[2] === 1) return gradient;
  return to.transpose(to.reshape(gradient, sizes), [0, 2, 1]);
}
