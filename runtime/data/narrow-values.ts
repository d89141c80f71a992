// Bytes in disguise: pictures that were saved as wider numbers.

import { sharedBytes } from './shared-memory.js';

/** Whether all are whole numbers from 0 to 255, and one is greater than 1: 0 and 1 alone are rather flags. */
function areBytes(values: Float32Array): boolean {
  let greatest = 0;
  for (const value of values) {
    if (value < 0 || value > 255 || value !== Math.trunc(value)) return false;
    if (value > greatest) greatest = value;
  }
  return greatest > 1;
}

/** The same values, as bytes where they are: a quarter of the memory, and scaled as those of pictures are. */
export function bytesOrNumbers(values: Float32Array): Uint8Array | Float32Array {
  if (!areBytes(values)) return values;
  const bytes = sharedBytes(values.length);
  bytes.set(values);
  return bytes;
}
