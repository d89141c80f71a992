// What stands behind the words of a setting: a word with its number, or a word alone.

import type { NumberRange } from './number-range.js';

/** `WORD NUMBER` */
export interface NumberOption {
  readonly about: string;
  readonly range: NumberRange;
  /** As it would be written; undefined where it has to be. */
  readonly fallback?: string;
}

/** Its word, or nothing. */
export interface FlagOption {
  readonly about: string;
}

export type SettingOption = NumberOption | FlagOption;
export type SettingOptions = Readonly<Record<string, SettingOption>>;

/** What options amount to. */
export type OptionValues<Options extends SettingOptions> = {
  readonly [Word in keyof Options]: Options[Word] extends NumberOption ? number : boolean;
};

export function isNumberOption(option: SettingOption): option is NumberOption {
  return 'range' in option;
}
