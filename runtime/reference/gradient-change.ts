// What becomes of gradients before weights move along them.

import { generate, type NumberArray } from './array.js';

/** gradient + factor · weight */
export function addPenalty(gradient: NumberArray, weight: NumberArray, factor: number): NumberArray {
  return generate(gradient, (i) => gradient.data[i] + factor * weight.data[i]);
}

/** limit / max(norm, limit) of all gradients together, as a scalar; NaN where the norm is infinite or NaN. */
export function normFactor(gradients: readonly NumberArray[], limit: number): NumberArray {
  let squares = 0;
  for (const { data } of gradients) for (const number of data) squares += number ** 2;
  const norm = Math.sqrt(squares);
  const factor = Number.isFinite(norm) ? limit / Math.max(norm, limit) : Number.NaN;
  return { shape: [], data: Float64Array.of(factor) };
}

export function scaleGradient(gradient: NumberArray, factor: NumberArray): NumberArray {
  return generate(gradient, (i) => factor.data[0] * gradient.data[i]);
}

/** Holds each number between −limit and limit; NaN stays NaN. */
export function clampGradient(gradient: NumberArray, limit: number): NumberArray {
  return generate(gradient, (i) => Math.min(Math.max(gradient.data[i], -limit), limit));
}
