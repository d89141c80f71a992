// Between which values samples lie: what brightness and noise are shares of.

import { byteRange } from './augment/augmenter.js';
import type { ValueRange } from './augment/tones.js';
import type { Samples } from './dataset.js';

/** That of bytes for bytes, whichever occur; for other numbers from the least to the greatest. */
export function valueRangeOf(samples: Samples): ValueRange {
  if (samples.kind === 'pictures' || samples.values instanceof Uint8Array) return byteRange;
  let [low, high] = [Infinity, -Infinity];
  for (const value of samples.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : byteRange;
}
