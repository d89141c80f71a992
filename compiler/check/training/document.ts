// The reference of all settings of `train` as Markdown, from what each setting's file says of itself.

import { formWith } from './parts.js';
import type { SettingDefinition } from './setting-definition.js';
import { isNumberOption, type SettingOptions } from './setting-option.js';
import { settings } from './settings.js';

export function documentSettings(): string {
  const all = [...settings.values()];
  const overview = all.map(({ word, about, fallback }) => [`[\`${word}\`](#${word})`, about, fallback]);
  return [
    '# Settings of `train`',
    '',
    'Written from the files in `compiler/check/training/settings/`; `npx vitest run test/check/training-page.test.ts -u` writes it anew. [language.md](language.md) says how a block of them is written.',
    '',
    ...table(['setting', 'says', 'where it is not written'], overview),
    ...all.map(documentSetting),
  ].join('\n');
}

function documentSetting(setting: SettingDefinition): string {
  const { word, form, about, fallback, notes, example, value, options = {} } = setting;
  const own = value ? ` It takes ${value.wants}.` : '';
  return [
    ...[
      `## ${word}`,
      '',
      `\`${form}\``,
      '',
      `${sentence(about)}${own} Where it is not written: ${fallback}.`,
      '',
    ],
    ...table(['written', 'says'], wordsOf(setting)),
    ...table(
      ['option', 'says', 'takes', 'unless written'],
      optionsOf({ ...allOptions(setting), ...options }),
    ),
    ...notes.flatMap((note) => [note, '']),
    ...['```cnn', example, '```', ''],
  ].join('\n');
}

/** The kinds, each with how it is written, and the words behind them. */
function wordsOf(setting: SettingDefinition): string[][] {
  return Object.entries(setting.words).flatMap(([kind, { about, value, words = {} }]) => [
    [`\`${formWith(setting, kind) ?? kind}\``, value ? `${about}: ${value.wants}` : about],
    ...Object.entries(words).map(([word, says]) => [`\`${kind} ${word}\``, says]),
  ]);
}

/** Behind any of the words; those of the same name and meaning once. */
function allOptions({ words }: SettingDefinition): SettingOptions {
  return Object.fromEntries(
    Object.entries(words).flatMap(([kind, { options = {} }]) =>
      Object.entries(options).map(([word, option]) => [`${kind} … ${word}`, option] as const),
    ),
  );
}

function optionsOf(options: SettingOptions): string[][] {
  return Object.entries(options).map(([word, option]) => {
    if (!isNumberOption(option)) return [`\`${word}\``, option.about, '', ''];
    return [`\`${word}\``, option.about, option.range.wants, option.fallback ?? 'has to be written'];
  });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map(escaped).join(' | ')} |`,
  );
  return [...lines, ''];
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
