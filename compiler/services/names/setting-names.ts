// Which words of a training setting are names: numbers may be parameters, a loss may be of an output,
// and what is frozen may be named with `as`.

import { isCalculated, type Setting, type SettingValue, type Word } from '../../../grammar/ast.js';
import { optionsIn, wordsBehind } from '../../check/training/parts.js';
import type { SettingDefinition } from '../../check/training/setting-definition.js';
import { isNumberOption } from '../../check/training/setting-option.js';
import { settings } from '../../check/training/settings.js';
import { namesIn } from './named-expressions.js';

export function namesInSetting({ word, values }: Setting, outputs: ReadonlySet<string>): Word[] {
  const setting = settings.get(word.text);
  if (setting === undefined) return [];
  const names: Word[] = [];
  const before: string[] = [];
  let isNumber = setting.value !== undefined;
  for (const value of values) {
    const isWord = value.kind === 'word' && !isNumber && isOwn(setting, value.text, before);
    if (!isWord && isName(setting, value, before, outputs)) names.push(...namesOf(value));
    isNumber = isWord && wantsNumber(setting, value.text, before);
    if (value.kind === 'word') before.push(value.text);
  }
  return names;
}

/** Whether it is a word of the setting. */
function isOwn(setting: SettingDefinition, text: string, before: readonly string[]): boolean {
  return [setting.words, optionsIn(setting, before), wordsBehind(setting)].some((table) =>
    Object.hasOwn(table, text),
  );
}

function wantsNumber(setting: SettingDefinition, text: string, before: readonly string[]): boolean {
  const options = optionsIn(setting, before);
  if (Object.hasOwn(options, text)) return isNumberOption(options[text]);
  return Object.hasOwn(setting.words, text) && setting.words[text].value !== undefined;
}

/** The first word behind `loss` is a kind, or names an output. */
function isName(
  { word }: SettingDefinition,
  value: SettingValue,
  before: readonly string[],
  outputs: ReadonlySet<string>,
): boolean {
  return word !== 'loss' || before.length > 0 || value.kind !== 'word' || outputs.has(value.text);
}

function* namesOf(value: SettingValue): Generator<Word, void> {
  if (value.kind === 'word') yield value;
  else if (isCalculated(value)) yield* namesIn(value);
  else if (value.kind === 'size')
    for (const part of value.parts)
      if (part.kind === 'range') {
        yield* namesIn(part.from);
        yield* namesIn(part.to);
      } else if (part.kind !== 'wildcard') yield* namesIn(part);
}
