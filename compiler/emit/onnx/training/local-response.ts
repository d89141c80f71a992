// The gradient of local response normalisation (Krizhevsky et al. 2012, section 3.3).

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { sizeOf } from '../../../graph/value.js';
import { int, ints } from '../attributes.js';
import { channelsFirst } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

type LocalResponseGradient = OpOf<'local-response-normalization-gradient', TrainingOp>;

/**
 * With c = k + alpha · A(x²), where A is the mean over `size` channels around each, zeros beyond
 * the first and last: dx = dy · c^−β − 2 · alpha · β · x · A(dy · x · c^(−β−1)).
 */
export function lowerLocalResponseGradient(op: LocalResponseGradient, to: Lowering): void {
  const [channels, ...map] = channelsFirst(to.shape(op.inputs.x));
  const planes = [to.batch, 1, channels, sizeOf(map)];
  const x = to.reshape(to.name(op.inputs.x), planes);
  const dy = to.reshape(to.name(op.inputs.dy), planes);
  const squares = meanAround(to, to.multiply(x, x), op.size);
  const base = to.add(to.multiply(squares, to.scalar(op.alpha)), to.scalar(op.k));
  const straight = to.multiply(dy, to.node('Pow', [base, to.scalar(-op.beta)]));
  const around = meanAround(to, to.divide(to.multiply(straight, x), base), op.size);
  const through = to.multiply(to.multiply(x, around), to.scalar(2 * op.alpha * op.beta));
  to.bind(op.outputs.dx, to.reshape(to.subtract(straight, through), to.dims(op.outputs.dx)));
}

/** Means along the channels of [batch, 1, channels, pixels]. */
function meanAround(to: Lowering, x: Name, size: number): Name {
  const reach = (size - 1) / 2;
  return to.node('AveragePool', [x], {
    kernel_shape: ints([size, 1]),
    pads: ints([reach, 0, reach, 0]),
    count_include_pad: int(1),
  });
}
