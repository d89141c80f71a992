// For depthwise kernels: the convolution of x with dy as its kernel, each channel of each sample by
// itself, which is how both lie in memory, then the sum over the samples.

import { sizeOf } from '../../../../../graph/value.js';
import { effectiveWindow } from '../../../windows.js';
import { convolve } from '../convolve.js';
import type { BlockedWay } from './way.js';

export const depthwise: BlockedWay = (op, to, { batch, input, inputMap, outputMap }) => {
  const { geometry } = op;
  const { block } = to;
  const channels = to.roundUp(input);
  const planes = batch * channels;
  const reach = effectiveWindow(geometry);
  const seen = outputMap.map((size, axis) => (size - 1) * geometry.strides[axis] + reach[axis]);
  const before = geometry.padding.map((padding) => padding.before);
  // Less than nothing where stride left pixels at the end unseen.
  const after = seen.map((size, axis) => size - inputMap[axis] - before[axis]);
  const x = to.reshape(to.blocked(op.inputs.x), [planes / block, ...inputMap, block]);
  const padded = to.pad(x, [0, ...before, 0], [0, ...after, 0]);
  const products = convolve(to, {
    x: to.reshape(padded, [1, planes, ...seen]),
    kernel: to.reshape(to.blocked(op.inputs.dy), [planes, 1, ...outputMap]),
    window: outputMap,
    strides: geometry.dilations,
    dilations: geometry.strides,
    groups: planes,
  });
  const taps = sizeOf(geometry.window);
  const sum = to.reduceSum(to.reshape(products, [batch, channels / block, taps, block]), [0], false);
  const rows = to.reshape(to.transpose(sum, [0, 2, 1]), [channels, taps]);
  const wanted = channels === input ? rows : to.slice(rows, [0], [{ start: 0, end: input }]);
  to.bind(op.outputs.dkernel, to.reshape(wanted, to.dims(op.outputs.dkernel)));
};
