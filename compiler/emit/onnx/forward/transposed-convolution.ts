// Transposed convolutions, of which the gradients of a convolution's input are the ones without a
// bias. Where strides are 1 the convolution with the kernel turned around is the same, and faster.

import type { OpOf, TransposedGeometry } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import { int, ints } from '../attributes.js';
import { channelsFirst, range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { effectiveWindow, isEverywhere, padsAttribute, paddingOf, type Pads } from '../windows.js';

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

export function lowerTransposedConvolution(op: OpOf<'transposed-convolution'>, to: Lowering): void {
  const { x, kernel, bias } = op.inputs;
  const y = transposeConvolution(to, {
    x: to.name(x),
    kernel: to.name(kernel),
    ...(bias !== undefined && { bias: to.name(bias) }),
    geometry: op.geometry,
    small: channelsFirst(to.shape(x)),
    large: channelsFirst(to.shape(op.outputs.y)),
  });
  to.bind(op.outputs.y, y);
}

/** The large map, [batch, channels, ...map]. */
export function transposeConvolution(to: Lowering, given: Transposition): Name {
  return isFasterTurned(given) ? turned(to, given) : transposed(to, given);
}

/**
 * A convolution visits the pixels of the large map, a transposed convolution those of the small:
 * where windows are as large as their map, as they are in front of a classifier, that is less.
 */
function isFasterTurned({ geometry, small, large }: Transposition): boolean {
  const pads = turnedPads(geometry);
  if (!isEverywhere(geometry.strides, 1) || !isEverywhere(geometry.outputPadding, 0)) return false;
  if ([...pads.before, ...pads.after].some((pad) => pad < 0)) return false;
  return sizeOf(large.slice(1)) <= 2 * sizeOf(small.slice(1));
}

/** d(k − 1) − p on each side; Dumoulin and Visin 2016, "A guide to convolution arithmetic", relationship 13. */
function turnedPads(geometry: TransposedGeometry): Pads {
  const { before, after } = paddingOf(geometry);
  const reach = effectiveWindow(geometry).map((size) => size - 1);
  const rest = (pads: readonly number[]) => pads.map((pad, axis) => reach[axis] - pad);
  return { before: rest(before), after: rest(after) };
}

function turned(to: Lowering, given: Transposition): Name {
  const { window, dilations, groups } = given.geometry;
  return to.node('Conv', withBias([given.x, turnedKernel(to, given)], given), {
    kernel_shape: ints(window),
    strides: ints(window.map(() => 1)),
    ...padsAttribute(turnedPads(given.geometry)),
    dilations: ints(dilations),
    group: int(groups),
  });
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

function transposed(to: Lowering, given: Transposition): Name {
  const { geometry } = given;
  return to.node('ConvTranspose', withBias([given.x, given.kernel], given), {
    kernel_shape: ints(geometry.window),
    strides: ints(geometry.strides),
    ...padsAttribute(paddingOf(geometry)),
    dilations: ints(geometry.dilations),
    group: int(geometry.groups),
    output_padding: ints(geometry.outputPadding),
  });
}

function withBias(inputs: readonly Name[], { bias }: Transposition): Name[] {
  return bias === undefined ? [...inputs] : [...inputs, bias];
}
