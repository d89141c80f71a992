// Pixels added to the edges of a map, or taken from them.

import type { Padding } from '../graph/ops.js';

/** The size with `sign` times the pixels of both sides. */
export function withEdges(size: number, { before, after }: Padding, sign: 1 | -1): number {
  return size + sign * (before + after);
}

/** `28 + 1 + 1 = 30`, `28 − 1 − 1 = 26`, for people. */
export function edgesFormula(size: number, { before, after }: Padding, sign: 1 | -1): string {
  const operator = sign === 1 ? '+' : '−';
  const result = withEdges(size, { before, after }, sign);
  return `${size} ${operator} ${before} ${operator} ${after} = ${result < 0 ? `−${-result}` : result}`;
}
