// For depthwise kernels over narrow maps. A tap's gradient is the sum of dy[row, w] · x[row, s·w + d·j]
// over rows and places. The product of all places with all others, dyᵀ · x over the rows, holds these
// sums on its diagonals: it computes more than is wanted, but far faster than one by one.

import { sizeOf } from '../../../../graph/value.js';
import type { Lowering } from '../../lowering.js';
import type { Name } from '../../node-list.js';
import type { ConvolutionSizes, KernelGradient, Way } from './sizes.js';
import { padded, seenBy, tapsOf } from './taps.js';

/** Groups of one input channel each. */
export const byDiagonals: Way = (op, to, sizes) => {
  const { batch, groups, output, outputMap } = sizes;
  const { window } = op.geometry;
  const rows = batch * sizeOf(outputMap.slice(0, -1));
  const [places, width] = [outputMap[outputMap.length - 1], paddedWidth(op, sizes)];
  const multiplier = output / groups;
  const x = padded(op, to, samplesInside(to, op.inputs.x, groups), [2, 0]);
  const dy = to.reshape(samplesInside(to, op.inputs.dy, output), [groups, multiplier, rows, places]);
  const turned = to.transpose(dy, [0, 1, 3, 2]);
  const products = tapsOf(window.slice(0, -1)).map((tap) => {
    const seen = to.reshape(seenBy(op, to, x, tap, outputMap), [groups, 1, rows, width]);
    return to.reshape(to.matrixMultiply(turned, seen), [output, 1, places * width]);
  });
  return sumDiagonals(op, to, to.concat(products, 1), [output, products.length, places, width]);
};

export function paddedWidth({ geometry }: KernelGradient, { inputMap }: ConvolutionSizes): number {
  const last = inputMap.length - 1;
  const { before, after } = geometry.padding[last];
  return inputMap[last] + before + after;
}

/** A map as [channels, batch, ...map]. */
function samplesInside(to: Lowering, id: number, channels: number): Name {
  const [batch, , ...map] = to.dims(id);
  const moved = to.transpose(to.reshape(to.name(id), [batch, channels, sizeOf(map)]), [1, 0, 2]);
  return to.reshape(moved, [channels, batch, ...map]);
}

/**
 * From [..., places · width] to the sums of the elements (w, s·w + d·j), for each j. With `s` more
 * columns in each row, such a diagonal stands upright.
 */
function sumDiagonals(
  { geometry }: KernelGradient,
  to: Lowering,
  products: Name,
  [output, taps, places, width]: readonly [number, number, number, number],
): Name {
  const last = geometry.window.length - 1;
  const stride = geometry.strides[last];
  const dilation = geometry.dilations[last];
  const longer = to.pad(products, [0, 0, 0], [0, 0, places * stride]);
  const skewed = to.reshape(longer, [output, taps, places, width + stride]);
  const end = (geometry.window[last] - 1) * dilation + 1;
  const diagonals = to.slice(skewed, [3], [{ start: 0, end, step: dilation }]);
  return to.reduceSum(diagonals, [2], false);
}
