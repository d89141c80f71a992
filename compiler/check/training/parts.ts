// Which words may stand where in a setting, and how it is written with one of them.

import type { NumberRange } from './number-range.js';
import {
  isNumberOption,
  type SettingDefinition,
  type SettingOption,
  type SettingOptions,
} from './setting-definition.js';
import { outputOptions } from './settings/loss.js';

/** The options that may stand behind these words of a setting. */
export function optionsIn(
  { word, words, options = {} }: SettingDefinition,
  before: readonly string[],
): SettingOptions {
  const chosen = before.filter((text) => Object.hasOwn(words, text)).map((text) => words[text].options ?? {});
  const ofOutput =
    word === 'loss' && before.length > 0 && !Object.hasOwn(words, before[0]) ? outputOptions : {};
  return Object.assign({}, ...chosen, options, ofOutput) as SettingOptions;
}

/** Words behind entries of a list, such as `horizontal` behind `flip`, with what they say. */
export function wordsBehind({ words }: SettingDefinition): Readonly<Record<string, string>> {
  return Object.assign({}, ...Object.values(words).map((word) => word.words ?? {})) as Record<string, string>;
}

/** `schedule step FACTOR every EPOCHS [warm-up EPOCHS]` */
export function formWith(setting: SettingDefinition, kind: string): string | undefined {
  const { word, argument = '', words, options = {} } = setting;
  if (!Object.hasOwn(words, kind)) return undefined;
  const { value, words: further = {}, options: own = {} } = words[kind];
  const number = value ? placeFor(value) : Object.keys(further).join('|');
  const all = Object.entries({ ...own, ...options }).map(optionForm);
  return [word, kind, number, argument, ...all].filter((part) => part !== '').join(' ');
}

function optionForm([word, option]: readonly [string, SettingOption]): string {
  if (!isNumberOption(option)) return `[${word}]`;
  const text = `${word} ${placeFor(option.range)}`;
  return option.fallback === undefined ? text : `[${text}]`;
}

function placeFor({ unit = 'number' }: NumberRange): string {
  return unit.toUpperCase();
}
