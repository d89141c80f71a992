// Softmax scores as log-odds of each class against the rest: they rank samples as the probabilities
// do, but do not run together near 0 and 1, where a float has no more digits.

import { greatest } from './guess.js';

/** The greatest score beside that of `left`. */
function greatestBeside(left: number, scores: ArrayLike<number>, start: number, units: number): number {
  let most = -Infinity;
  for (let unit = 0; unit < units; unit++) {
    if (unit !== left) most = Math.max(most, scores[start + unit]);
  }
  return most;
}

/** Σ exp(score − reference) over the scores beside that of `left`. */
function sumBeside(
  left: number,
  reference: number,
  scores: ArrayLike<number>,
  start: number,
  units: number,
): number {
  let sum = 0;
  for (let unit = 0; unit < units; unit++) {
    if (unit !== left) sum += Math.exp(scores[start + unit] - reference);
  }
  return sum;
}

/**
 * log(p / (1 − p)) of the softmax p of each of two or more scores, in time linear in the units:
 * score − log Σ exp over the others. That sum is taken out of the sum beside the greatest score,
 * to which 1 is added, so that nothing cancels.
 */
function addLogOdds(scores: ArrayLike<number>, start: number, units: number, to: Float32Array): void {
  const best = greatest(scores, start, units);
  const top = scores[start + best];
  const second = greatestBeside(best, scores, start, units);
  const beside = sumBeside(best, top, scores, start, units);
  for (let unit = 0; unit < units; unit++) {
    const below = scores[start + unit] - top;
    to[start + unit] = below - Math.log1p(Math.max(0, beside - Math.exp(below)));
  }
  to[start + best] = top - second - Math.log(sumBeside(best, second, scores, start, units));
}

/** The log-odds of the rows of [samples, units]. */
export function logOddsOf(scores: ArrayLike<number>, units: number): Float32Array {
  const odds = new Float32Array(scores.length);
  for (let start = 0; start < scores.length; start += units) addLogOdds(scores, start, units, odds);
  return odds;
}
