// Which of one sequence correspond to which of another, in order: the pairs of the greatest likeness
// together (Needleman and Wunsch 1970, without a price for gaps).

import type { Item } from './item.js';
import { likeness } from './likeness.js';

/** Places in the two sequences. */
export type Pair = readonly [before: number, after: number];

/**
 * How many of each are looked at together: sequences up to this long are aligned as well as can be,
 * longer ones piece by piece, so that the time grows with their length and not with its square.
 */
const window = 500;

export function align(
  before: readonly Item[],
  after: readonly Item[],
  score: (a: Item, b: Item) => number = likeness,
): Pair[] {
  const pairs: Pair[] = [];
  const isLong = Math.max(before.length, after.length) > window;
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i].print === after[j].print && (isLong || before[i].label === after[j].label)) {
      pairs.push([i++, j++]);
      continue;
    }
    const best = bestPath(before.slice(i, i + window), after.slice(j, j + window), score);
    const isRest = before.length - i <= window && after.length - j <= window;
    // What the end of a window is paired with depends on what follows.
    const sure = isRest ? best : best.slice(0, Math.ceil(best.length / 2));
    for (const [a, b] of sure) pairs.push([i + a, j + b]);
    if (isRest) break;
    const [a, b] = sure.at(-1) ?? [window - 1, window - 1];
    [i, j] = [i + a + 1, j + b + 1];
  }
  return pairs;
}

function bestPath(
  before: readonly Item[],
  after: readonly Item[],
  score: (a: Item, b: Item) => number,
): Pair[] {
  const width = after.length + 1;
  const best = table(before, after, score);
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length;) {
    const here = best[i * width + j];
    const alike = score(before[i], after[j]);
    // Of equals the first: what is added or removed stands at the end of its like.
    if (alike > 0 && alike + best[(i + 1) * width + j + 1] === here) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j] === here) i++;
    else j++;
  }
  return pairs;
}

/** The greatest likeness that can be had from place `i` and `j` on, row by row. */
function table(
  before: readonly Item[],
  after: readonly Item[],
  score: (a: Item, b: Item) => number,
): Float64Array {
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const at = i * width + j;
      const alike = score(before[i], after[j]);
      const paired = alike > 0 ? alike + best[at + width + 1] : 0;
      best[at] = Math.max(paired, best[at + width], best[at + 1]);
    }
  return best;
}
