// Numbers on the command line, spelt as the language spells them: `0.5`, `1e-3`, `40%`, `65k`.

import { InvalidArgumentError } from 'commander';
import { numberOf } from '../grammar/literals.js';

/** Undefined where the text is no number. Unlike the language, a sign may stand before it. */
export function parseNumber(text: string): number | undefined {
  const match = /^(-?)(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[%kMG]?)$/.exec(text);
  if (match === null) return undefined;
  const value = numberOf(match[2]);
  if (!Number.isFinite(value)) return undefined;
  return match[1] === '' ? value : -value;
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
