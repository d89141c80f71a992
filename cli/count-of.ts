// A count with its noun.

import { grouped } from '../compiler/summary/units.js';

/** `1 file`, `3 files`, `60,000 images` */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
