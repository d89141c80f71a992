// Which words may stand where in a setting, and how it is written with one of them.

import type { NumberRange } from './number-range.js';
import type { SettingDefinition } from './setting-definition.js';
import { isNumberOption, type NumberOption, type SettingOptions } from './setting-option.js';
import { outputOptions } from './settings/loss.js';

/** The options that may stand behind these words of a setting. */
export function optionsIn(setting: SettingDefinition, before: readonly string[]): SettingOptions {
  const { word, words, options = {} } = setting;
  const chosen = before.filter((text) => Object.hasOwn(words, text));
  const own = chosen.map((text) => words[text].options ?? {});
  const shared = chosen.length === 0 ? options : behindWords(setting);
  const ofOutput =
    word === 'loss' && before.length > 0 && !Object.hasOwn(words, before[0]) ? outputOptions : {};
  return Object.assign({}, ...own, shared, ofOutput) as SettingOptions;
}

/** Where a setting may be a number, its options are those of the number. */
function behindWords({ value, options = {} }: SettingDefinition): SettingOptions {
  return value === undefined ? options : {};
}

/** Words behind entries of a list, such as `horizontal` behind `flip`, with what they say. */
export function wordsBehind({ words }: SettingDefinition): Readonly<Record<string, string>> {
  return Object.assign({}, ...Object.values(words).map((word) => word.words ?? {})) as Record<string, string>;
}

/** `schedule step FACTOR every EPOCHS [warm-up EPOCHS]` */
export function formWith(setting: SettingDefinition, kind: string): string | undefined {
  const { word, argument = '', words } = setting;
  if (!Object.hasOwn(words, kind)) return undefined;
  const { value, words: further = {}, options: own = {} } = words[kind];
  const number = value ? placeFor(value) : Object.keys(further).join('|');
  return [word, kind, number, argument, ...optionForms({ ...own, ...behindWords(setting) })]
    .filter((part) => part !== '')
    .join(' ');
}

/** Numbers each for itself; of words alone one. */
function optionForms(options: SettingOptions): string[] {
  const words = Object.keys(options).filter((word) => !isNumberOption(options[word]));
  const numbers = Object.entries(options).flatMap(([word, option]) =>
    isNumberOption(option) ? [numberForm(word, option)] : [],
  );
  return words.length === 0 ? numbers : [...numbers, `[${words.join('|')}]`];
}

function numberForm(word: string, { range, fallback }: NumberOption): string {
  const text = `${word} ${placeFor(range)}`;
  return fallback === undefined ? text : `[${text}]`;
}

function placeFor({ unit = 'number' }: NumberRange): string {
  return unit.toUpperCase();
}
