// Local response normalisation (Krizhevsky et al. 2012, section 3.3) in operators that ONNX Runtime
// computes four times as fast as ONNX' own `LRN`, for maps of any number of axes.

import type { LocalResponseNormalization } from '../../graph/ops.js';
import { sizeOf, type ValueId } from '../../graph/value.js';
import { int, ints } from './attributes.js';
import { channelsFirst } from './layout.js';
import type { Lowering } from './lowering.js';
import type { Name } from './node-list.js';

export type ResponseConstants = Pick<LocalResponseNormalization, 'size' | 'alpha' | 'beta' | 'k'>;

/** A map as [batch, 1, channels, pixels]. */
export function asPlanes(to: Lowering, id: ValueId): Name {
  const [channels, ...map] = channelsFirst(to.shape(id));
  return to.reshape(to.name(id), [to.batch, 1, channels, sizeOf(map)]);
}

/** c = k + alpha · A(x²), where A is `meanAround`; x and c are planes. */
export function responseBase(to: Lowering, x: Name, { size, alpha, k }: ResponseConstants): Name {
  const squares = meanAround(to, to.multiply(x, x), size);
  return to.add(to.multiply(squares, to.scalar(alpha)), to.scalar(k));
}

/** c^−β, by which x is multiplied. */
export function responseFactor(to: Lowering, base: Name, { beta }: ResponseConstants): Name {
  return to.node('Pow', [base, to.scalar(-beta)]);
}

/** The mean over `size` channels around each, with zeros beyond the first and the last; of planes. */
export function meanAround(to: Lowering, x: Name, size: number): Name {
  const reach = (size - 1) / 2;
  return to.node('AveragePool', [x], {
    kernel_shape: ints([size, 1]),
    pads: ints([reach, 0, reach, 0]),
    count_include_pad: int(1),
  });
}
