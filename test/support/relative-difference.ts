// How far two results lie apart.

/**
 * max |a − b| / max |b|; where b is smaller than `least`, that stands for it. Infinity for arrays of
 * different lengths, and for a number that is none: it must not pass for a small difference.
 */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>, least = 0): number {
  if (a.length !== b.length) return Infinity;
  let [apart, largest] = [0, least];
  for (let i = 0; i < b.length; i++) {
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) return Infinity;
    apart = Math.max(apart, Math.abs(a[i] - b[i]));
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return apart === 0 ? 0 : apart / largest;
}
