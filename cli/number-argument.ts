// Numbers on the command line, spelt as the language spells them: `0.5`, `1e-3`, `40%`, `65k`.

import { InvalidArgumentError } from 'commander';

const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };

/** Undefined where the text is no number. */
export function parseNumber(text: string): number | undefined {
  const match = /^(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([%kMG]?)$/.exec(text);
  if (match === null) return undefined;
  // 0.07 * 100 would leave a rounding error in the last place; a division does not.
  const value = match[2] === '%' ? Number(match[1]) / 100 : Number(match[1]) * factors[match[2]];
  return Number.isFinite(value) ? value : undefined;
}

/** For options such as `--epochs`: a whole number from `least` on. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    if (value === undefined || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
    }
    return value;
  };
}
