// What may stand between the braces of `train`: settings, their words, and the options behind these.

import type { Analysis } from '../../compile.js';
import { lossOptions, settings, type SettingEntry, type SettingOption } from '../documentation/settings.js';
import type { Piece } from '../cursor.js';
import { shapeText } from '../value-in-sight.js';
import { numbers } from './names.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

export function trainingWords(situation: Situation): Suggestion[] {
  const [word, ...values] = situation.pieces;
  if (word === undefined) return openSettings(situation);
  if (!Object.hasOwn(settings, word.text)) return [];
  return settingValues(situation, word.text, settings[word.text], values);
}

/** Each once, but that outputs may have losses of their own. */
function openSettings({ analysis, cursor }: Situation): Suggestion[] {
  const train = analysis.file.statements.find((statement) => statement.kind === 'train');
  const others = train?.settings.filter(({ span }) => span.start !== cursor.span.start) ?? [];
  const given = new Set(others.map(({ word }) => word.text));
  if (outputsOf(analysis).length > 1) given.delete('loss');
  return Object.entries(settings).flatMap(([label, { form, about, fallback, snippet }], i) => {
    if (given.has(label)) return [];
    const documentation = `${about}; ${fallback} where it is not written`;
    return [{ label, kind: 'setting', detail: form, documentation, snippet, rank: Math.min(i, 9) } as const];
  });
}

function settingValues(
  situation: Situation,
  name: string,
  { words }: SettingEntry,
  values: readonly Piece[],
): Suggestion[] {
  const chosen = values.find(({ text }) => Object.hasOwn(words, text));
  const last = values.at(-1);
  const options = name === 'loss' ? lossOptions : chosen ? words[chosen.text].options : {};
  if (last && Object.hasOwn(options, last.text)) return optionValue(situation, options[last.text]);
  const kinds = chosen ? [] : kindsOf(words);
  const outputs = name === 'loss' && values.length === 0 ? outputsOf(situation.analysis) : [];
  const isNumber = Object.keys(words).length === 0 && values.length === 0;
  return [
    ...outputs,
    ...kinds,
    ...(chosen ? optionsOf(options, values) : []),
    ...(isNumber ? numbers(situation, 3) : []),
  ];
}

function kindsOf(words: SettingEntry['words']): Suggestion[] {
  return Object.entries(words).map(([label, { about }], i) => {
    return { label, kind: 'value', documentation: about, rank: Math.min(i + 1, 9) };
  });
}

function optionsOf(options: Readonly<Record<string, SettingOption>>, values: readonly Piece[]): Suggestion[] {
  const open = Object.entries(options).filter(([label]) => !values.some(({ text }) => text === label));
  return open.map(([label, { about, fallback }], i) => ({
    label,
    kind: 'option',
    detail: `${fallback} unless written`,
    documentation: about,
    snippet: `${label} \${1:${fallback}}`,
    rank: Math.min(i, 9),
  }));
}

function optionValue(situation: Situation, { fallback, about }: SettingOption): Suggestion[] {
  const usual: Suggestion = {
    label: fallback,
    kind: 'value',
    detail: 'its default',
    documentation: about,
    rank: 0,
  };
  return [usual, ...numbers(situation, 1)];
}

/** Names of outputs, where there are several. */
function outputsOf({ network }: Analysis): Suggestion[] {
  if (network.outputs.length < 2) return [];
  return network.outputs.map(({ name, shape }) => ({
    label: name,
    kind: 'value',
    detail: shapeText(shape),
    rank: 0,
  }));
}
