// The known word that a misspelt one most likely meant.

import { closest, distance } from 'fastest-levenshtein';

/** Undefined where nothing is near: about a third of the letters may differ; two swapped ones count twice. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const words = [...known];
  if (words.length === 0 || word.length > 64) return undefined;
  const best = closest(word.toLowerCase(), words);
  const allowed = Math.ceil(word.length / 3);
  return distance(word.toLowerCase(), best.toLowerCase()) <= allowed ? best : undefined;
}
