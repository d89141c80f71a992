// Hands tensors to another thread without copying them where that is safe.

import type { Tensor } from '../tensor.js';

/**
 * The tensor in a form that may be transferred, whose buffer is put on the list. A view into a
 * larger buffer is copied out first: transferring would take the rest of that buffer along.
 */
function transferable(tensor: Tensor, transfers: Set<ArrayBuffer>): Tensor {
  const { shape } = tensor;
  const isWhole = tensor.data.byteLength === tensor.data.buffer.byteLength;
  const data = isWhole && tensor.data.buffer instanceof ArrayBuffer ? tensor.data : tensor.data.slice();
  transfers.add(data.buffer as ArrayBuffer);
  return { shape, data };
}

export function transferableAll(
  tensors: ReadonlyMap<string, Tensor>,
  transfers: Set<ArrayBuffer>,
): Map<string, Tensor> {
  return new Map([...tensors].map(([name, tensor]) => [name, transferable(tensor, transfers)]));
}
