// dL/dx of a convolution in blocks: of stride 1 the convolution of dy with the kernel turned around
// (Dumoulin and Visin 2016, relationship 13), of a longer one such a convolution for each phase of
// the pixels that a stride covers.

import type { OpOf } from '../../../../graph/ops.js';
import type { TrainingOp } from '../../../../graph/training-ops.js';
import { range } from '../../layout.js';
import type { Name } from '../../node-list.js';
import type { Pads } from '../../windows.js';
import { lowerInputGradient } from '../input-gradient.js';
import type { BlockedLowering } from './blocked-lowering.js';
import { channelsFill, groupingOf, type Grouping } from './choice.js';
import { convolve } from './convolve.js';
import { packShallowKernel, packTurnedKernel } from './kernels.js';
import { phasesAlong, type Phase } from './phases.js';

type InputGradient = OpOf<'convolution-input-gradient', TrainingOp>;

export function lowerBlockedInputGradient(op: InputGradient, to: BlockedLowering): void {
  const { dy } = op.inputs;
  const { dx } = op.outputs;
  if (!to.isMap(dy)) return lowerInputGradient(op, to);
  const [input, output] = [to.dims(dx)[1], to.dims(dy)[1]];
  const grouping = channelsFill(to, input) ? groupingOf(to, input, output, op.geometry) : undefined;
  const phases = range(2).map((axis) => {
    const small = to.dims(dy)[axis + 2];
    return phasesAlong(op.geometry, axis, small, to.dims(dx)[axis + 2]);
  });
  const [rows, columns] = phases;
  if (grouping === undefined || rows === undefined || columns === undefined)
    return lowerInputGradient(op, to);
  const parts = rows.map((row) => columns.map((column) => phase(op, to, grouping, [row, column])));
  to.bindBlocked(dx, interleave(op, to, parts));
}

/** The pixels of dx at these places of each stride. */
function phase(op: InputGradient, to: BlockedLowering, grouping: Grouping, axes: readonly Phase[]): Name {
  const { dy } = op.inputs;
  const { groups, strides, dilations } = op.geometry;
  const [batch, channels] = to.blockedDims(op.outputs.dx);
  if (axes.some(({ taps }) => taps === 0)) {
    return to.node('ConstantOfShape', [to.integers([batch, channels, ...axes.map(({ pixels }) => pixels)])]);
  }
  const pads: Pads = { before: axes.map((axis) => axis.before), after: axes.map((axis) => axis.after) };
  return convolve(to, {
    x: to.blocked(dy),
    kernel: turnedKernel(op, to, grouping, axes),
    window: axes.map(({ taps }) => taps),
    pads,
    // Of an axis that strides no dilated window comes here.
    dilations: dilations.map((dilation, axis) => (strides[axis] === 1 ? dilation : 1)),
    groups: grouping === 'depthwise' ? to.roundUp(groups) : groups,
  });
}

/** The taps of the phase, the last first, of a kernel that is packed whole. */
function turnedKernel(
  op: InputGradient,
  to: BlockedLowering,
  grouping: Grouping,
  axes: readonly Phase[],
): Name {
  const { strides, window } = op.geometry;
  const [packed, dims] = packWhole(op, to, grouping);
  const cut = range(2).filter((axis) => window[axis] > 1);
  const taps = to.slice(
    packed,
    cut.map((axis) => axis + 1),
    cut.map((axis) => {
      const { first } = axes[axis];
      const last = first + (axes[axis].taps - 1) * strides[axis];
      return { start: last, end: first === 0 ? -window[axis] - 1 : first - 1, step: -strides[axis] };
    }),
  );
  return to.reshape(taps, [...dims, ...axes.map((axis) => axis.taps)]);
}

/** The kernel with its taps on axes 1 and 2, and the channels that the convolution over dy declares it with. */
function packWhole(
  op: InputGradient,
  to: BlockedLowering,
  grouping: Grouping,
): [packed: Name, dims: readonly number[]] {
  const { groups, window } = op.geometry;
  const kernel = to.name(op.inputs.kernel);
  const [input, output] = [to.dims(op.outputs.dx)[1] / groups, to.dims(op.inputs.dy)[1] / groups];
  if (grouping === 'depthwise') {
    const packed = packShallowKernel(to, kernel, { output: groups, input: 1, window });
    const channels = to.roundUp(groups);
    return [to.reshape(packed, [channels / to.block, ...window, to.block]), [channels, 1]];
  }
  const packed = packTurnedKernel(to, kernel, { output, input, groups, window });
  return [packed, [groups * to.roundUp(input), to.roundUp(output)]];
}

/** One map of the phases, pixel by pixel and row by row, and cut to size. */
function interleave(op: InputGradient, to: BlockedLowering, parts: readonly (readonly Name[])[]): Name {
  if (parts.length === 1 && parts[0].length === 1) return parts[0][0];
  const { block } = to;
  const [batch, channels, height, width] = to.blockedDims(op.outputs.dx);
  const [down, across] = op.geometry.strides;
  const [rows, columns] = [Math.ceil(height / down), Math.ceil(width / across)];
  const planes = (batch * channels) / block;
  const lines = parts.map((line) => {
    const pixels = line.map((part) => to.reshape(part, [planes * rows * columns, 1, block]));
    return to.reshape(to.concat(pixels, 1), [planes * rows, 1, columns * across * block]);
  });
  const large = to.reshape(to.concat(lines, 1), [planes, rows * down, columns * across, block]);
  return to.reshape(cutTo(to, large, [height, width], [rows * down, columns * across]), [
    batch,
    channels,
    height,
    width,
  ]);
}

/** The first pixels of [planes, ...map, block]. */
function cutTo(to: BlockedLowering, x: Name, wanted: readonly number[], map: readonly number[]): Name {
  const axes = range(2).filter((axis) => wanted[axis] < map[axis]);
  return to.slice(
    x,
    axes.map((axis) => axis + 1),
    axes.map((axis) => ({ start: 0, end: wanted[axis] })),
  );
}
