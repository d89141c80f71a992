// Ops that move, repeat or drop pixels: padding, cropping and upsampling.

import type { OpOf } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import { word } from '../attributes.js';
import { channelsFirst, range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

export function lowerZeroPad(op: OpOf<'zero-pad'>, to: Lowering): void {
  const before = op.padding.map((padding) => padding.before);
  const after = op.padding.map((padding) => padding.after);
  to.bind(op.outputs.y, to.pad(to.name(op.inputs.x), [0, 0, ...before], [0, 0, ...after]));
}

export function lowerCrop(op: OpOf<'crop'>, to: Lowering): void {
  const [, ...map] = channelsFirst(to.shape(op.inputs.x));
  const axes = range(map.length).filter((axis) => op.edges[axis].before + op.edges[axis].after > 0);
  const y = to.slice(
    to.name(op.inputs.x),
    axes.map((axis) => axis + 2),
    axes.map((axis) => ({ start: op.edges[axis].before, end: map[axis] - op.edges[axis].after })),
  );
  to.bind(op.outputs.y, y);
}

export function lowerUpsample(op: OpOf<'upsample'>, to: Lowering): void {
  to.bind(op.outputs.y, op.mode === 'nearest' ? repeat(op, to) : interpolate(op, to));
}

/** Output pixel i reads ⌊i / factor⌋. */
function repeat(op: OpOf<'upsample'>, to: Lowering): Name {
  return to.resize(to.name(op.inputs.x), op.factors, {
    mode: word('nearest'),
    coordinate_transformation_mode: word('asymmetric'),
    nearest_mode: word('floor'),
  });
}

/** ONNX Runtime interpolates maps of two and three axes, not of one. */
function interpolate(op: OpOf<'upsample'>, to: Lowering): Name {
  const attributes = { mode: word('linear'), coordinate_transformation_mode: word('half_pixel') };
  const x = to.name(op.inputs.x);
  if (op.factors.length > 1) return to.resize(x, op.factors, attributes);
  const [channels, length] = channelsFirst(to.shape(op.inputs.x));
  const row = to.reshape(x, [-1, channels, 1, length]);
  const longer = to.resize(row, [1, ...op.factors], attributes);
  return to.reshape(longer, [-1, channels, sizeOf(op.factors) * length]);
}
