// The known word that a misspelt one most likely meant.

import { distance } from 'fastest-levenshtein';

/** A text with more names than this gets no guess from the rest: guessing must not take longer than checking. */
const mostCompared = 100;
const longestWord = 64;

/** Undefined where nothing is near: about a third of the letters may differ; two swapped ones count twice. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  let best: string | undefined;
  // A single letter is near every short word.
  let least = word.length === 1 ? 1 : Math.ceil(word.length / 3) + 1;
  let compared = 0;
  const plain = word.toLowerCase();
  for (const candidate of known) {
    if (compared++ === mostCompared) break;
    if (candidate === word || Math.abs(candidate.length - word.length) >= least) continue;
    const differing = distance(plain, candidate.toLowerCase());
    if (differing >= least) continue;
    least = differing;
    best = candidate;
  }
  return best;
}
