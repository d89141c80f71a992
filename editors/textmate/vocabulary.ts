// The words of the language by what they mean, from the tables of the compiler.

import type { LayerDefinition } from '../../compiler/layers/definition.js';
import { layers } from '../../compiler/layers/index.js';
import type { SignatureEntry } from '../../compiler/layers/signature.js';
import { functions } from '../../compiler/services/documentation/functions.js';
import { metrics } from '../../compiler/services/documentation/metrics.js';
import { wordsBehind } from '../../compiler/check/training/parts.js';
import type { SettingDefinition } from '../../compiler/check/training/setting-definition.js';
import { settings } from '../../compiler/check/training/settings.js';
import { outputOptions } from '../../compiler/check/training/settings/loss.js';

export const definitions: readonly LayerDefinition[] = [...layers.values()];
export const layerWords = definitions.map(({ word }) => word);
/** `bn` and the activations: they may end other layers. */
export const endings = definitions.filter(({ isSuffix }) => isSuffix);
export const endingWords = endings.map(({ word }) => word);

export const metricWords = Object.keys(metrics);
export const functionWords = Object.keys(functions);
const definedSettings = [...settings.values()];
export const settingWords = definedSettings.map(({ word }) => word);
/** Words behind a setting that are no names: kinds of losses, what changes pictures, options. */
export const settingValues = distinct(
  definedSettings.flatMap((setting) => [...Object.keys(setting.words), ...Object.keys(wordsBehind(setting))]),
);
/** Words with a number behind them, and words alone. */
export const settingOptions = distinct(definedSettings.flatMap(optionsOf)).filter(
  (word) => !settingValues.includes(word),
);

/** The words that a layer takes besides its endings: options, flags, and words that are values. */
export function optionWords({ signature }: LayerDefinition): string[] {
  return Object.entries(signature).flatMap(([name, entry]) => {
    const own = entry.form === 'positional' ? [] : [name];
    return [...own, ...valueWords(entry)];
  });
}

/** The words that stand for a value by themselves: what an argument of a block may be. */
export const loneWords = definitions.flatMap(({ signature }) =>
  Object.entries(signature).flatMap(([name, entry]) => {
    if (entry.form === 'flag') return [name];
    return [...(entry.reader.words ?? []), ...(entry.form === 'option' ? entry.alone : [])];
  }),
);

/** What a reader wants names its words in backticks: "`auto`, a number or ...". */
function valueWords(entry: SignatureEntry): string[] {
  if (entry.form === 'flag') return [];
  const wanted = [...entry.reader.wants.matchAll(/`([a-z][a-z0-9-]*)`/g)].map(([, word]) => word);
  return [...wanted, ...(entry.form === 'option' ? entry.alone : [])];
}

function optionsOf({ words, options = {} }: SettingDefinition): string[] {
  const ofWords = Object.values(words).flatMap((word) => Object.keys(word.options ?? {}));
  return [...ofWords, ...Object.keys(options), ...Object.keys(outputOptions)];
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
