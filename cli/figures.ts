// Measured figures as a person reads them: three digits, whatever their size.

import type { Figure } from '../runtime/measure/messages.js';

/** In milliseconds; what would be rounded to it is written as one, too. */
const oneSecond = 999.5;

/** `0.412 ms`, `41.2 ms`, `4.12 s`. */
export function milliseconds(value: number): string {
  return value < oneSecond ? `${threeDigits(value)} ms` : `${threeDigits(value / 1000)} s`;
}

/** `41.2 ms (41–47)`: the median, and between what the middle four fifths lie. */
export function spread({ rounds, median, low, high }: Figure): string {
  if (rounds === 1) return `${milliseconds(median)} (once)`;
  const ends = median < oneSecond ? [low, high] : [low / 1000, high / 1000];
  return `${milliseconds(median)} (${ends.map(twoDigits).join('–')})`;
}

/** `×0.32`, `×1.0`, `×12`: two digits. */
export function factor(value: number): string {
  const digits = value >= 9.95 ? 0 : value >= 0.995 ? 1 : Math.min(4, 1 - Math.floor(Math.log10(value)));
  return `×${value.toFixed(digits)}`;
}

/** `290`, of operations a second, in thousands of millions. */
export function giga(value: number): string {
  return threeDigits(value / 1e9);
}

/** `53 %` */
export function share(value: number): string {
  return `${(100 * value).toFixed(value < 0.095 ? 1 : 0)} %`;
}

function threeDigits(value: number): string {
  return value.toFixed(value < 0.9995 ? 3 : value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

function twoDigits(value: number): string {
  return value.toFixed(value < 0.995 ? 2 : value < 9.95 ? 1 : 0);
}
