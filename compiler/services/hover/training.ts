// Over a setting of `train`, its words and their options.

import type { Setting } from '../../../grammar/ast.js';
import { optionsIn, wordsBehind } from '../../check/training/parts.js';
import type { SettingDefinition } from '../../check/training/setting-definition.js';
import { isNumberOption, type SettingOption } from '../../check/training/setting-option.js';
import { settings } from '../../check/training/settings.js';
import { code, formFence, paragraphs, sentence } from '../markdown.js';

export function settingHover({ word }: Setting): string | undefined {
  const setting = settings.get(word.text);
  if (setting === undefined) return undefined;
  const { form, about, fallback, notes } = setting;
  return paragraphs(formFence(form), sentence(about), `Where it is not written: ${fallback}.`, ...notes);
}

export function settingWordHover({ word, values }: Setting, text: string): string | undefined {
  const setting = settings.get(word.text);
  if (setting === undefined) return undefined;
  const before = values.flatMap((value) => (value.kind === 'word' ? [value.text] : []));
  if (Object.hasOwn(setting.words, text)) return wordHover(setting, text);
  const options = optionsIn(setting, before);
  if (Object.hasOwn(options, text)) return optionHover(text, options[text]);
  const behind = wordsBehind(setting);
  return Object.hasOwn(behind, text) ? `${code(text)}: ${sentence(behind[text])}` : undefined;
}

function wordHover({ word, words }: SettingDefinition, text: string): string {
  const { about, value } = words[text];
  const wanted = value && `It takes ${value.wants}.`;
  return paragraphs(`${code(`${word} ${text}`)}: ${sentence(about)}`, wanted);
}

function optionHover(text: string, option: SettingOption): string {
  const { about } = option;
  if (!isNumberOption(option)) return `${code(text)}: ${sentence(about)}`;
  const { fallback, range } = option;
  const otherwise =
    fallback === undefined ? 'It has to be written' : `Where it is not written: ${code(fallback)}`;
  return paragraphs(`${code(text)}: ${sentence(about)}`, `It takes ${range.wants}. ${otherwise}.`);
}
