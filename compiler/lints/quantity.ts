// How lints write numbers.

import { grouped } from '../summary/units.js';

/** `1 pixel`, `12,544 pixels` */
export function quantity(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `two`; from ten on in digits. */
export function inWords(count: number): string {
  return words[count] ?? grouped(count);
}

/** `27 %`; what is less than one is not rounded to none. */
export function percent(share: number): string {
  return share > 0 && share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
