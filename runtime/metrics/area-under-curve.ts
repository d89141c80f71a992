// The area under the curve of true against false positives, by ranking.

/** How many of the ascending numbers are less than `value`, or with `orEqual` not greater. */
function countBelow(ascending: Float32Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBelow = orEqual ? ascending[middle] <= value : ascending[middle] < value;
    if (isBelow) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The share of pairs of a positive and a negative in which the positive has the greater score;
 * equal scores count half. That is the area under the ROC curve and the Mann-Whitney statistic
 * (Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve").
 * Undefined where a side is empty or a score is no number.
 */
export function areaUnderCurve(positives: Float32Array, negatives: Float32Array): number | undefined {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  if (positives.some(Number.isNaN) || negatives.some(Number.isNaN)) return undefined;
  const ascending = positives.toSorted();
  let won = 0;
  for (const negative of negatives) {
    const notGreater = countBelow(ascending, negative, true);
    const less = countBelow(ascending, negative, false);
    won += positives.length - notGreater + (notGreater - less) / 2;
  }
  return won / (positives.length * negatives.length);
}
