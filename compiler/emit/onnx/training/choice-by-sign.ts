// Choosing by the sign of a number without a tensor of booleans: ONNX Runtime transposes such a
// tensor on the CPU alone, wherever it thinks fit to transpose it.

import type { Lowering } from '../lowering.js';
import type { Name, NodeList } from '../node-list.js';

/** 1 where x > 0, else 0; on ONNX Runtime's CPU much faster than a comparison and a cast. */
export function isPositive(list: NodeList, x: Name): Name {
  return list.node('Clip', [list.multiply(x, list.scalar(3e38)), list.scalar(0), list.scalar(1)]);
}

/** 1 where x ≤ 0, else 0 */
export function isNotPositive(list: NodeList, x: Name): Name {
  return list.subtract(list.scalar(1), isPositive(list, x));
}

/** `right` where x > 0, else `left`. */
export function bySign(to: Lowering, x: Name, right: Name, left: Name): Name {
  if (to.dialect === 'portable') {
    return to.node('Where', [to.node('Greater', [x, to.scalar(0)]), right, left]);
  }
  const isRight = isPositive(to, x);
  return to.add(to.multiply(isRight, right), to.multiply(to.subtract(to.scalar(1), isRight), left));
}
