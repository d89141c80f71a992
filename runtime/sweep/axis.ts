// What a sweep tries of one param or setting.

import { Failure } from '../failure.js';

export type Choice =
  | { readonly kind: 'values'; readonly values: readonly number[] }
  /** All between two numbers, for a search at random. */
  | {
      readonly kind: 'between';
      readonly least: number;
      readonly most: number;
      readonly whole: boolean;
      /** Drawn evenly by size: as often between 1 and 10 as between 10 and 100. */
      readonly logarithmic: boolean;
    };

export interface Axis {
  readonly name: string;
  readonly choice: Choice;
}

/** More trainings than anyone waits for: a slip of the keyboard. */
export const mostTrainings = 10_000;

/** Digits behind the point, as the number is written shortest. */
function decimalsOf(value: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}

/** How many values `steppedValues` gives, without making them. */
export function stepCount(from: number, to: number, step: number): number {
  // A step that fits but for rounding fits.
  return Math.floor((to - from) / step + 1e-9) + 1;
}

/** `from`, `from + step` and on to `to`, exact as decimals: three times 0.1 is 0.3. */
export function steppedValues(from: number, to: number, step: number): number[] {
  const decimals = Math.max(decimalsOf(from), decimalsOf(step));
  const units = (value: number): number => Math.round(value * 10 ** decimals);
  return Array.from({ length: stepCount(from, to, step) }, (_, at) => {
    const value = units(from) + at * units(step);
    // What is written out in full is read to the nearest number; a quotient would be rounded twice.
    return Number.isSafeInteger(value) ? Number(`${value}e-${decimals}`) : from + at * step;
  });
}

/**
 * The values of an axis in a grid.
 * @throws Failure where there is no end to them
 */
export function gridValues({ name, choice }: Axis): readonly number[] {
  if (choice.kind === 'values') return choice.values;
  const { least, most, whole, logarithmic } = choice;
  if (whole && !logarithmic) {
    refuseMany(stepCount(least, most, 1), `${name} has`, 'values');
    return steppedValues(least, most, 1);
  }
  throw new Failure(
    `a grid cannot have all numbers from ${least} to ${most} for ${name}`,
    `say in which steps, ${name}=${least}..${most}..${roundShare(most - least)}, or try some at random: --random 20`,
  );
}

/** About a fifth, as a person would write it. */
function roundShare(span: number): number {
  return Number((span / 5).toPrecision(1)) || 1;
}

/** @throws Failure where there are more than anyone waits for */
export function refuseMany(count: number, subject: string, noun: string): void {
  if (count <= mostTrainings) return;
  const shown = count < 1e15 ? count.toLocaleString('en-US') : count.toPrecision(3);
  const most = mostTrainings.toLocaleString('en-US');
  throw new Failure(
    `${subject} ${shown} ${noun}, and a sweep takes at most ${most}`,
    'take larger steps, or try some at random: --random 20',
  );
}
