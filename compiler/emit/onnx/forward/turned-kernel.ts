// A transposed convolution as a convolution with the kernel turned around (Dumoulin and Visin 2016, "A
// guide to convolution arithmetic", relationship 13).

import type { TransposedGeometry } from '../../../graph/ops.js';
import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { effectiveWindow, paddingOf, type Pads } from '../windows.js';
import type { ConvolutionOfValues } from './convolve.js';

export interface Transposition {
  /** The small map, [batch, channels, ...map]. */
  readonly x: Name;
  /** [channels of the small map, channels of the large / groups, ...window]. */
  readonly kernel: Name;
  readonly bias?: Name;
  readonly geometry: TransposedGeometry;
  /** The axes of the maps without the batch, channels first. */
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/** d(k − 1) − p on each side. */
export function turnedPads(geometry: TransposedGeometry): Pads {
  const { before, after } = paddingOf(geometry);
  const reach = effectiveWindow(geometry).map((size) => size - 1);
  const rest = (pads: readonly number[]) => pads.map((pad, axis) => reach[axis] - pad);
  return { before: rest(before), after: rest(after) };
}

/** All of the convolution but its pads. */
export function turnedConvolution(to: Lowering, given: Transposition): Omit<ConvolutionOfValues, 'pads'> {
  const { x, bias, geometry, small, large } = given;
  const [channels, ...map] = small;
  const { window, dilations, groups } = geometry;
  const strides = window.map(() => 1);
  const kernel = turnedKernel(to, given);
  return { x, kernel, bias, channels, map, maps: large[0], groups, window, strides, dilations };
}

/** From [small, large / groups, ...window] to [large, small / groups, ...window reversed]. */
function turnedKernel(to: Lowering, { kernel, geometry, small, large }: Transposition): Name {
  const { window, groups } = geometry;
  const long = range(window.length).filter((axis) => window[axis] > 1);
  const reversed = to.slice(
    kernel,
    long.map((axis) => axis + 2),
    long.map((axis) => ({ start: window[axis] - 1, end: -window[axis] - 1, step: -1 })),
  );
  const spatial = range(window.length);
  if (groups === 1) return to.transpose(reversed, [1, 0, ...spatial.map((axis) => axis + 2)]);
  const [from, into] = [small[0] / groups, large[0] / groups];
  // Depthwise: [groups, 1, ...] turns into itself.
  if (from === 1 && into === 1) return reversed;
  const grouped = to.reshape(reversed, [groups, from, into, ...window]);
  const swapped = to.transpose(grouped, [0, 2, 1, ...spatial.map((axis) => axis + 3)]);
  return to.reshape(swapped, [large[0], from, ...window]);
}
