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

function ownWords({ signature }: LayerDefinition): string[] {
  return Object.entries(signature).flatMap(([name, entry]) => {
    if (entry.form === 'positional') return entry.reader.words ?? [];
    return entry.form === 'option' ? [name, ...entry.alone] : [name];
  });
}

function endings({ suffixes }: LayerDefinition): string[] {
  return suffixes ? [...layers.values()].filter(({ isSuffix }) => isSuffix).map(({ word }) => word) : [];
}
