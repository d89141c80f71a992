// Figures with what they spread: `98.20 ± 0.15 %`, `0.0562 ± 0.0021`.

import type { Figure, Mean } from '../results.js';

export function figureText({ mean, deviation }: Mean, by: Figure): string {
  const write = (value: number): string => (by === 'accuracy' ? (100 * value).toFixed(2) : value.toFixed(4));
  const spread = deviation === null ? '' : ` ± ${write(deviation)}`;
  return `${write(mean)}${spread}${by === 'accuracy' ? ' %' : ''}`;
}
