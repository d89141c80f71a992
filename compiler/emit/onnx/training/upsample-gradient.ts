// dL/dx of an upsampling: sums over the pixels that each pixel was repeated to, or along each axis
// the product with the transposed matrix of the interpolation.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { sizeOf } from '../../../graph/value.js';
import { ints } from '../attributes.js';
import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

type UpsampleGradient = OpOf<'upsample-gradient', TrainingOp>;

export function lowerUpsampleGradient(op: UpsampleGradient, to: Lowering): void {
  to.bind(op.outputs.dx, op.mode === 'nearest' ? sumRepeated(op, to) : gather(op, to));
}

/** The sum over windows as large as the factors: faster as their average than as a sum of axes. */
function sumRepeated({ inputs, factors }: UpsampleGradient, to: Lowering): Name {
  const window = { kernel_shape: ints(factors), strides: ints(factors) };
  const dy = to.name(inputs.dy);
  to.keepPad(dy);
  const means = to.node('AveragePool', [dy], window);
  return to.multiply(means, to.scalar(sizeOf(factors)));
}

/** One axis after another, the last first: it leaves least to do for the others. */
function gather(op: UpsampleGradient, to: Lowering): Name {
  const [batch, channels, ...map] = to.dims(op.outputs.dx);
  const sizes = map.map((size, axis) => size * op.factors[axis]);
  let dx = to.name(op.inputs.dy);
  for (const axis of range(map.length).toReversed()) {
    if (op.factors[axis] === 1) continue;
    const outer = batch * channels * sizeOf(sizes.slice(0, axis));
    dx = gatherAlong(to, dx, [outer, sizes[axis], sizeOf(sizes.slice(axis + 1))], map[axis]);
    sizes[axis] = map[axis];
  }
  return to.reshape(dx, [batch, channels, ...map]);
}

/** From [outer, size · factor, inner] to [outer, size, inner], or as a matrix where nothing is inner. */
function gatherAlong(
  to: Lowering,
  dy: Name,
  [outer, length, inner]: readonly [number, number, number],
  size: number,
): Name {
  const shares = interpolationShares(size, length / size);
  if (inner > 1) {
    return to.matrixMultiply(
      to.tensor('shares', [size, length], shares),
      to.reshape(dy, [outer, length, inner]),
    );
  }
  const transposed = Float32Array.from({ length: length * size }, (_, at) => {
    return shares[(at % size) * length + Math.floor(at / size)];
  });
  return to.matrixMultiply(to.reshape(dy, [outer, length]), to.tensor('shares', [length, size], transposed));
}

/** Row-major [size, size · factor]: how much of each pixel of the map is in each of the large map. */
function interpolationShares(size: number, factor: number): Float32Array {
  const length = size * factor;
  const shares = new Float32Array(size * length);
  for (const i of range(length)) {
    const position = Math.min(Math.max((i + 0.5) / factor - 0.5, 0), size - 1);
    const left = Math.floor(position);
    const right = Math.min(left + 1, size - 1);
    shares[left * length + i] += 1 - (position - left);
    shares[right * length + i] += position - left;
  }
  return shares;
}
