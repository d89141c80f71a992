// Numbers and options of a setting as a person would write them: what reading takes apart, put together again.

import type { NumberRange } from './number-range.js';
import { isNumberOption, type OptionValues, type SettingOptions } from './setting-option.js';

/** `10%` for a share, where that is the same number to the last bit. */
export function writtenNumber(value: number, range?: NumberRange): string {
  const percent = Number((100 * value).toPrecision(12));
  return range?.unit === 'share' && value !== 0 && percent / 100 === value ? `${percent}%` : `${value}`;
}

/** The options that are not what they are anyway, and those in `always`. */
export function writtenOptions<Options extends SettingOptions>(
  options: Options,
  values: OptionValues<Options>,
  always: readonly (keyof Options & string)[] = [],
): string[] {
  return Object.entries(options).flatMap(([word, option]) => {
    const value = values[word];
    if (!isNumberOption(option)) return value === true ? [word] : [];
    const isDefault = option.fallback !== undefined && Number(option.fallback) === value;
    if (isDefault && !always.includes(word)) return [];
    return [`${word} ${writtenNumber(value as number, option.range)}`];
  });
}
