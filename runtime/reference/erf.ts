// The error function, which gelu needs and JavaScript lacks, to about one unit in the last place
// that a double holds of it.

/** Where the series hands over to the continued fraction: both are quick and exact around there. */
const HANDOVER = 2.5;

/** Beyond this, erf differs from ±1 by less than a double can hold. */
const SATURATION = 6;

/** 2/√π · ∫₀ˣ exp(−t²) dt, with an error of about 1e-16. */
export function erf(x: number): number {
  if (x < 0) return -erf(-x);
  if (x < HANDOVER) return series(x);
  if (x < SATURATION) return 1 - complement(x);
  return Number.isNaN(x) ? x : 1;
}

/**
 * 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n+1)): Abramowitz and Stegun 1964, 7.1.6. All
 * terms are positive, so that nothing cancels.
 */
function series(x: number): number {
  let sum = 0;
  let term = x;
  for (let n = 1; sum + term !== sum; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/**
 * erfc(x) = exp(−x²) / √π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + 2/(x + …))))): Abramowitz and
 * Stegun 1964, 7.1.14, from the inside out. From 2.5 on, 60 levels leave nothing to gain.
 */
function complement(x: number): number {
  let fraction = x;
  for (let level = 60; level > 0; level--) fraction = x + level / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
