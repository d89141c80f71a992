// Every random number of a run: a stream is decided by the seed and by what it is for, never by
// the order of use, so that engines agree and a resumed run goes on as if it had not stopped.

import { xoroshiro128plus, type RandomGenerator } from 'pure-rand';

/** FNV-1a over the text of the keys, 32 bits. */
function hash(keys: readonly (number | string)[]): number {
  let state = 0x811c9dc5;
  for (const character of keys.join('\u0000')) {
    state = Math.imul(state ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return state;
}

export class Random {
  private readonly generator: RandomGenerator;

  /** The stream that these keys name, such as `new Random(seed, 'shuffle', epoch)`. */
  constructor(seed: number, ...keys: (number | string)[]) {
    this.generator = xoroshiro128plus(hash([seed, ...keys]));
  }

  /** A whole number, 0 ≤ n < 2³². */
  next(): number {
    return this.generator.unsafeNext() >>> 0;
  }

  /** 0 ≤ u < 1, in steps of 2⁻³². */
  uniform(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** Puts the elements in random order, in place (Fisher and Yates). */
  shuffle(order: Uint32Array): void {
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(this.uniform() * (last + 1));
      const kept = order[last];
      order[last] = order[other];
      order[other] = kept;
    }
  }
}

/**
 * The dropout mask of one layer at one step: 0 with probability `rate`, else 1 / (1 − rate).
 * Two values come from one draw, so the rate is kept to 2⁻¹⁶.
 */
export function drawMask(mask: Float32Array, rate: number, seed: number, step: number, layer: string): void {
  const random = new Random(seed, 'dropout', step, layer);
  const threshold = Math.round(rate * 0x10000);
  const kept = 1 / (1 - rate);
  for (let i = 0; i < mask.length; i += 2) {
    const bits = random.next();
    mask[i] = bits >>> 16 < threshold ? 0 : kept;
    if (i + 1 < mask.length) mask[i + 1] = (bits & 0xffff) < threshold ? 0 : kept;
  }
}
