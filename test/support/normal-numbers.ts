// Numbers of mean 0 and variance 1.

import type { Random } from '../../runtime/random.js';

/** By Box and Muller's method, two at a time: a network may want a hundred million. */
export function normalNumbers(count: number, random: Random): Float32Array {
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
    const angle = 2 * Math.PI * random.uniform();
    numbers[i] = radius * Math.cos(angle);
    if (i + 1 < count) numbers[i + 1] = radius * Math.sin(angle);
  }
  return numbers;
}
