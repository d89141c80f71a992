// Comments are for people: nothing is said of them or offered in them.

import type { Analysis } from '../compile.js';

/** Behind its `#`, up to and with the end of its line. */
export function isInComment({ comments }: Analysis, offset: number): boolean {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle].end < offset) low = middle + 1;
    else high = middle;
  }
  return low < comments.length && comments[low].start < offset;
}
