// What may stand between the braces of `train`: settings, their words, and the options behind these.

import type { Analysis } from '../../compile.js';
import { optionsIn } from '../../check/training/parts.js';
import type { SettingDefinition, SettingWords } from '../../check/training/setting-definition.js';
import {
  isNumberOption,
  type NumberOption,
  type SettingOption,
  type SettingOptions,
} from '../../check/training/setting-option.js';
import { settings } from '../../check/training/settings.js';
import { isTrained } from '../../check/training/settings/freeze.js';
import { allLayers } from '../../model.js';
import type { Piece } from '../cursor.js';
import { shapeText } from '../value-in-sight.js';
import { numbers } from './names.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

export function trainingWords(situation: Situation): Suggestion[] {
  const [word, ...values] = situation.pieces;
  if (word === undefined) return openSettings(situation);
  const setting = settings.get(word.text);
  if (setting === undefined) return [];
  if (setting.word === 'freeze') return layerNames(situation, values);
  return settingValues(situation, setting, values);
}

/** Each once, but that outputs may have losses of their own. */
function openSettings({ analysis, cursor }: Situation): Suggestion[] {
  const train = analysis.file.statements.find((statement) => statement.kind === 'train');
  const others = train?.settings.filter(({ span }) => span.start !== cursor.span.start) ?? [];
  const given = new Set(others.map(({ word }) => word.text));
  if (outputsOf(analysis).length > 1) given.delete('loss');
  return [...settings.values()].flatMap(({ word: label, form, about, fallback, snippet }, i) => {
    if (given.has(label)) return [];
    const documentation = `${about}; ${fallback} where it is not written`;
    return [{ label, kind: 'setting', detail: form, documentation, snippet, rank: Math.min(i, 9) } as const];
  });
}

function settingValues(
  situation: Situation,
  setting: SettingDefinition,
  values: readonly Piece[],
): Suggestion[] {
  const entry = values.slice(values.findLastIndex(({ text }) => text === ',') + 1);
  const isList = entry.length < values.length;
  const written = values.map(({ text }) => text);
  const chosen = entry.find(({ text }) => Object.hasOwn(setting.words, text));
  const options = isList ? {} : optionsIn(setting, written);
  const last = entry.at(-1);
  if (last && Object.hasOwn(options, last.text) && isNumberOption(options[last.text]))
    return optionValue(situation, options[last.text] as NumberOption);
  if (last && last === chosen && isFollowed(setting, last)) return behind(situation, setting, last);
  const outputs = setting.word === 'loss' && values.length === 0 ? outputsOf(situation.analysis) : [];
  const isFirst = chosen === undefined && entry.every(({ text }) => !Object.hasOwn(options, text));
  return [
    ...outputs,
    ...(isFirst ? kindsOf(setting.words, written) : []),
    ...(chosen || Object.keys(setting.words).length === 0 || (setting.value && last)
      ? optionsOf(options, written)
      : []),
    ...(chosen ? furtherWords(setting, chosen, written) : []),
    ...(setting.value && values.length === 0 ? numbers(situation, 3) : []),
  ];
}

/** Whether a number or word has to stand behind this word. */
function isFollowed({ words }: SettingDefinition, { text }: Piece): boolean {
  return words[text].value !== undefined || words[text].words !== undefined;
}

function behind(situation: Situation, { words }: SettingDefinition, { text }: Piece): Suggestion[] {
  const { value, words: further = {} } = words[text];
  return value ? numbers(situation, 1) : simple(further);
}

function furtherWords(
  { words }: SettingDefinition,
  { text }: Piece,
  written: readonly string[],
): Suggestion[] {
  if (text !== 'flip') return [];
  return simple(words[text].words ?? {}).filter(({ label }) => !written.includes(label));
}

function simple(words: Readonly<Record<string, string>>): Suggestion[] {
  return Object.entries(words).map(([label, documentation], i) => ({
    label,
    kind: 'value',
    documentation,
    rank: i,
  }));
}

function kindsOf(words: SettingWords, written: readonly string[]): Suggestion[] {
  const open = Object.entries(words).filter(([label]) => !written.includes(label));
  return open.map(([label, { about }], i) => ({
    label,
    kind: 'value',
    documentation: about,
    rank: Math.min(i + 1, 9),
  }));
}

function optionsOf(options: SettingOptions, written: readonly string[]): Suggestion[] {
  const open = Object.entries(options).filter(([label]) => !written.includes(label));
  return open.map(([label, option], i) => ({
    label,
    kind: 'option',
    detail: detailOf(option),
    documentation: option.about,
    ...(isNumberOption(option) && { snippet: `${label} \${1:${option.fallback ?? ''}}` }),
    rank: Math.min(i, 9),
  }));
}

function detailOf(option: SettingOption): string | undefined {
  if (!isNumberOption(option)) return undefined;
  return option.fallback === undefined ? option.range.wants : `${option.fallback} unless written`;
}

function optionValue(situation: Situation, { fallback, about }: NumberOption): Suggestion[] {
  const usual: Suggestion[] =
    fallback === undefined
      ? []
      : [{ label: fallback, kind: 'value', detail: 'its default', documentation: about, rank: 0 }];
  return [...usual, ...numbers(situation, 1)];
}

/** Layers with weights, each once. */
function layerNames({ analysis }: Situation, values: readonly Piece[]): Suggestion[] {
  if (values.length > 0 && values.at(-1)?.text !== ',') return [];
  const layers = [...allLayers(analysis.network.layers)].filter(isTrained);
  const open = layers.filter(({ name }) => !values.some(({ text }) => text === name));
  return open
    .slice(0, mostNames)
    .map(({ name, text }) => ({ label: name, kind: 'value', detail: text, rank: 1 }));
}

const mostNames = 100;

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
