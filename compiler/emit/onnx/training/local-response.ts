// The gradient of local response normalisation. What it has in common with the op itself it states
// alike, and ONNX Runtime computes equal nodes once.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import { asPlanes, meanAround, responseBase, responseFactor } from '../local-response.js';
import type { Lowering } from '../lowering.js';

/** dx = dy · c^−β − 2 · alpha · β · x · A(dy · x · c^(−β−1)), with c and A as in `responseBase`. */
export function lowerLocalResponseGradient(
  op: OpOf<'local-response-normalization-gradient', TrainingOp>,
  to: Lowering,
): void {
  const x = asPlanes(to, op.inputs.x);
  const base = responseBase(to, x, op);
  const straight = to.multiply(asPlanes(to, op.inputs.dy), responseFactor(to, base, op));
  const around = meanAround(to, to.divide(to.multiply(straight, x), base), op.size);
  const through = to.multiply(to.multiply(x, around), to.scalar(2 * op.alpha * op.beta));
  to.bind(op.outputs.dx, to.reshape(to.subtract(straight, through), to.dims(op.outputs.dx)));
}
