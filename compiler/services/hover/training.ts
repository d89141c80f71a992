// Over a setting of `train`, its words and their options.

import type { Setting } from '../../../grammar/ast.js';
import { lossOptions, settings, type SettingOption } from '../documentation/settings.js';
import { code, formFence, paragraphs, sentence } from '../markdown.js';

export function settingHover({ word }: Setting): string | undefined {
  if (!Object.hasOwn(settings, word.text)) return undefined;
  const { form, about, fallback } = settings[word.text];
  return paragraphs(formFence(form), sentence(about), `Where it is not written: ${code(fallback)}.`);
}

export function settingWordHover({ word, values }: Setting, text: string): string | undefined {
  if (!Object.hasOwn(settings, word.text)) return undefined;
  const { words } = settings[word.text];
  if (Object.hasOwn(words, text)) return `${code(`${word.text} ${text}`)}: ${sentence(words[text].about)}`;
  const kind = values.find((value) => value.kind === 'word' && Object.hasOwn(words, value.text));
  const options = word.text === 'loss' ? lossOptions : kind?.kind === 'word' ? words[kind.text].options : {};
  return Object.hasOwn(options, text) ? optionHover(text, options[text]) : undefined;
}

function optionHover(text: string, { about, fallback }: SettingOption): string {
  return paragraphs(`${code(text)}: ${sentence(about)}`, `Where it is not written: ${code(fallback)}.`);
}
