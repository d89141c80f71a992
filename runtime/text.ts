// How messages of the runtime write sizes and numbers.

import type { Shape } from '../compiler/graph/value.js';

/** `28x28x1` */
export function sizeText(shape: Shape): string {
  return shape.length === 0 ? 'a single number' : shape.join('x');
}

/** `60,000` */
export function numberText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
}

/** `1 class`, `10 classes`, `60,000 images` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
