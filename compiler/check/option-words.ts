// The words that may stand after a layer's own.

import type { LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';

const known = new WeakMap<LayerDefinition, readonly string[]>();

/** Its options and flags, words that are values, and the endings that it takes. */
export function optionWords(definition: LayerDefinition): readonly string[] {
  const before = known.get(definition);
  if (before) return before;
  const words = [...ownWords(definition), ...endings(definition)];
  known.set(definition, words);
  return words;
}

function ownWords(definition: LayerDefinition): string[] {
  const options = Object.entries(definition.signature).filter(([, { form }]) => form === 'option');
  return [...options.map(([word]) => word), ...loneWords(definition)];
}

/** Words that say something without a value: `same`, `max`, `nobias`; not `stride`. */
export function loneWords({ signature }: LayerDefinition): string[] {
  return Object.entries(signature).flatMap(([name, entry]) => {
    if (entry.form === 'flag') return [name];
    return [...(entry.reader.words ?? []), ...(entry.form === 'option' ? entry.alone : [])];
  });
}

function endings({ suffixes }: LayerDefinition): string[] {
  return suffixes ? [...layers.values()].filter(({ isSuffix }) => isSuffix).map(({ word }) => word) : [];
}
