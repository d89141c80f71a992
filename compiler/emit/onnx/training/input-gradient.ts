// dL/dx of a convolution: at stride 1 the convolution of dy with the kernel turned around, which
// ONNX Runtime computes fastest; otherwise a transposed convolution.

import type { ConvolutionGeometry, OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { int, ints } from '../attributes.js';
import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { padsAttribute, paddingOf, type Pads } from '../windows.js';
import {
  convolutionSizes,
  effectiveWindow,
  isEverywhere,
  type ConvolutionSizes,
} from './convolution-sizes.js';

type InputGradient = OpOf<'convolution-input-gradient', TrainingOp>;

export function lowerInputGradient(op: InputGradient, to: Lowering): void {
  const { geometry } = op;
  const sizes = convolutionSizes(to, op.outputs.dx, op.inputs.dy, geometry);
  const pads = turnedPads(geometry);
  const turns = isEverywhere(geometry.strides, 1) && [...pads.before, ...pads.after].every((pad) => pad >= 0);
  to.bind(op.outputs.dx, turns ? turned(op, to, sizes, pads) : transposed(op, to, sizes));
}

/** d(k − 1) − p on each side; Dumoulin and Visin 2016, "A guide to convolution arithmetic", relationship 13. */
function turnedPads(geometry: ConvolutionGeometry): Pads {
  const { before, after } = paddingOf(geometry);
  const reach = effectiveWindow(geometry).map((size) => size - 1);
  const rest = (pads: readonly number[]) => pads.map((pad, axis) => reach[axis] - pad);
  return { before: rest(before), after: rest(after) };
}

function turned(op: InputGradient, to: Lowering, sizes: ConvolutionSizes, pads: Pads): Name {
  const { window, dilations, groups } = op.geometry;
  return to.node('Conv', [to.name(op.inputs.dy), turnedKernel(op, to, sizes)], {
    kernel_shape: ints(window),
    strides: ints(window.map(() => 1)),
    ...padsAttribute(pads),
    dilations: ints(dilations),
    group: int(groups),
  });
}

/** From [out, in / groups, ...window] to [in, out / groups, ...window reversed]. */
function turnedKernel(op: InputGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { window } = op.geometry;
  const { groups, input, output } = sizes;
  const long = range(window.length).filter((axis) => window[axis] > 1);
  const reversed = to.slice(
    to.name(op.inputs.kernel),
    long.map((axis) => axis + 2),
    long.map((axis) => ({ start: window[axis] - 1, end: -window[axis] - 1, step: -1 })),
  );
  const spatial = range(window.length);
  if (groups === 1) return to.transpose(reversed, [1, 0, ...spatial.map((axis) => axis + 2)]);
  const grouped = to.reshape(reversed, [groups, output / groups, input / groups, ...window]);
  const swapped = to.transpose(grouped, [0, 2, 1, ...spatial.map((axis) => axis + 3)]);
  return to.reshape(swapped, [input, output / groups, ...window]);
}

function transposed(op: InputGradient, to: Lowering, sizes: ConvolutionSizes): Name {
  const { geometry } = op;
  const { before, after } = paddingOf(geometry);
  const reach = effectiveWindow(geometry);
  // Pixels at the end that no window reached still have a place, with gradient 0.
  const unseen = sizes.inputMap.map(
    (size, axis) => (size + before[axis] + after[axis] - reach[axis]) % geometry.strides[axis],
  );
  return to.node('ConvTranspose', [to.name(op.inputs.dy), to.name(op.inputs.kernel)], {
    kernel_shape: ints(geometry.window),
    strides: ints(geometry.strides),
    ...padsAttribute(paddingOf(geometry)),
    dilations: ints(geometry.dilations),
    group: int(geometry.groups),
    output_padding: ints(unseen),
  });
}
