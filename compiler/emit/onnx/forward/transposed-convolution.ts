// Transposed convolutions, of which the gradients of a convolution's input are the ones without a
// bias. Where strides are 1 the convolution with the kernel turned around is the same, and faster.

import type { OpOf } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import { int, ints } from '../attributes.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { isEverywhere, padsAttribute, paddingOf } from '../windows.js';
import { convolve } from './convolve.js';
import { convolveSpread, isMiscomputed, isVolume, withSpareChannel } from './transposed-on-webgpu.js';
import { turnedConvolution, turnedPads, type Transposition } from './turned-kernel.js';

export type { Transposition } from './turned-kernel.js';

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

function turned(to: Lowering, given: Transposition): Name {
  return convolve(to, { ...turnedConvolution(to, given), pads: turnedPads(given.geometry) });
}

/** By the operator of that name, wherever the device has it. */
export function transposed(to: Lowering, given: Transposition): Name {
  if (to.dialect === 'webgpu' && isVolume(given)) return convolveSpread(to, given);
  if (to.dialect === 'webgpu' && isMiscomputed(given)) {
    return withSpareChannel(given, to, (widened) => node(to, widened));
  }
  return node(to, given);
}

function node(to: Lowering, { x, kernel, bias, geometry }: Transposition): Name {
  return to.node('ConvTranspose', bias === undefined ? [x, kernel] : [x, kernel, bias], {
    kernel_shape: ints(geometry.window),
    strides: ints(geometry.strides),
    ...padsAttribute(paddingOf(geometry)),
    dilations: ints(geometry.dilations),
    group: int(geometry.groups),
    output_padding: ints(geometry.outputPadding),
  });
}
