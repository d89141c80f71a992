// The numbers of a dataset that is in memory.

import type { Dataset } from '../../runtime/data/dataset.js';

export function valuesOf({ name, samples }: Dataset): Uint8Array | Float32Array {
  if (samples.kind === 'memory') return samples.values;
  throw new Error(`${name} is not in memory`);
}
