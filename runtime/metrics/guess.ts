// From the scores of a sample to the class it is taken for, and how sure that is.

import type { Classifier } from '../classifier.js';

/** What decides how scores are read. */
export type ScoreReading = Pick<Classifier, 'regression' | 'classes' | 'loss'>;

/** The index of the greatest of `units` scores from `start` on; the first where several are. */
export function greatest(scores: ArrayLike<number>, start: number, units: number): number {
  let best = 0;
  for (let unit = 1; unit < units; unit++) if (scores[start + unit] > scores[start + best]) best = unit;
  return best;
}

/**
 * The class of a sample. A single score tells two classes: 1 above 0. Several units are one class
 * each, also under a sigmoid each: a label is one class, so the greatest wins.
 */
export function guessOf(scores: ArrayLike<number>, start: number, units: number): number {
  return units === 1 ? Number(scores[start] > 0) : greatest(scores, start, units);
}

/** How many classes are rather taken than the label, 0 where it is the guess. */
export function rankOf(label: number, scores: ArrayLike<number>, start: number, units: number): number {
  if (units === 1) return Number(guessOf(scores, start, units) !== label);
  const own = scores[start + label];
  if (Number.isNaN(own)) return units;
  let rank = 0;
  for (let unit = 0; unit < units; unit++) {
    const score = scores[start + unit];
    if (score > own || (score === own && unit < label)) rank++;
  }
  return rank;
}

function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

function softmaxOf(unit: number, scores: ArrayLike<number>, start: number, units: number): number {
  let sum = 0;
  for (let other = 0; other < units; other++) sum += Math.exp(scores[start + other] - scores[start + unit]);
  return 1 / sum;
}

/**
 * The probability that a network gives to a class: of a sigmoid or softmax that the loss contains;
 * the score itself, held between 0 and 1, where the loss contains none.
 */
export function probabilityOf(
  label: number,
  { loss }: ScoreReading,
  scores: ArrayLike<number>,
  start: number,
  units: number,
): number {
  const unit = units === 1 ? 0 : label;
  const turned = units === 1 && label === 0;
  if (loss === 'cross-entropy' && units > 1) return softmaxOf(unit, scores, start, units);
  const score = scores[start + unit];
  if (loss === 'binary-cross-entropy') return sigmoid(turned ? -score : score);
  const share = Math.min(1, Math.max(0, score));
  return turned ? 1 - share : share;
}
