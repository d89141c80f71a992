// Maximum and average pools. ONNX Runtime refuses pads as large as the window, and ONNX counts what
// ceil rounding adds as padding: there other operators do the same.

import type { OpOf, PoolGeometry } from '../../../graph/ops.js';
import { sizeOf } from '../../../graph/value.js';
import { int, type Attributes } from '../attributes.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { countedPixels, padsAttribute, padsFitPool, poolPads, windowAttributes } from '../windows.js';

/** Stands for −∞, which ONNX Runtime would not take for a maximum. */
export const belowEverything = -3e38;

export function lowerMaxPool(op: OpOf<'max-pool'>, to: Lowering): void {
  to.keepPad(to.name(op.inputs.x));
  const [x, attributes] = padForPool(to, to.name(op.inputs.x), op.geometry, belowEverything);
  to.bind(op.outputs.y, to.node('MaxPool', [x], attributes));
}

/** The map and the attributes with which a pool node sees its pads, of this value. */
export function padForPool(
  to: Lowering,
  x: Name,
  geometry: PoolGeometry,
  value: number,
): [x: Name, attributes: Attributes] {
  const pads = poolPads(geometry);
  const attributes = windowAttributes(geometry);
  if (padsFitPool(geometry)) return [x, { ...attributes, ...padsAttribute(pads) }];
  return [to.pad(x, [0, 0, ...pads.before], [0, 0, ...pads.after], value), attributes];
}

export function lowerAveragePool(op: OpOf<'average-pool'>, to: Lowering): void {
  const x = to.name(op.inputs.x);
  to.keepPad(x);
  to.bind(op.outputs.y, onnxCountsAlike(op) ? pool(op, to, x) : divideSums(op, to, x));
}

/** ONNX counts either the map alone or everything, what ceil rounding adds included. */
function onnxCountsAlike({ geometry, includePadding }: OpOf<'average-pool'>): boolean {
  return padsFitPool(geometry) && !(includePadding && geometry.extension.some((size) => size > 0));
}

function pool(op: OpOf<'average-pool'>, to: Lowering, x: Name): Name {
  return to.node('AveragePool', [x], {
    ...windowAttributes(op.geometry),
    ...padsAttribute(poolPads(op.geometry)),
    count_include_pad: int(op.includePadding ? 1 : 0),
  });
}

/** The sum of each window, a convolution with ones in each channel by itself, over its count. */
function divideSums(op: OpOf<'average-pool'>, to: Lowering, x: Name): Name {
  const { geometry, includePadding } = op;
  const [channels, ...input] = channelsFirst(to.shape(op.inputs.x));
  const output = channelsFirst(to.shape(op.outputs.y)).slice(1);
  const ones = to.tensor(
    'ones',
    [1, 1, ...geometry.window],
    new Float32Array(sizeOf(geometry.window)).fill(1),
  );
  const attributes = { ...windowAttributes(geometry), ...padsAttribute(poolPads(geometry)) };
  const sums = to.node('Conv', [to.reshape(x, [-1, 1, ...input]), ones], attributes);
  const counts = countedPixels(geometry, input, output, includePadding);
  const shares = counts.map((count) => (count === 0 ? 0 : 1 / count));
  const means = to.multiply(sums, to.tensor('shares', [1, 1, ...output], shares));
  return to.reshape(means, [-1, channels, ...output]);
}
