// What matching asks of a signature again and again, worked out once a layer.

import type { LayerDefinition } from '../layers/definition.js';
import type { Option, Positional } from '../layers/signature.js';

export interface SignatureIndex {
  /** In order. */
  readonly positionals: readonly (readonly [string, Positional<unknown>])[];
  /** What options and flags are where nothing is written. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The option that a word such as `same` stands for, by the word. */
  readonly alone: ReadonlyMap<string, readonly [string, Option<unknown>]>;
}

const known = new WeakMap<LayerDefinition, SignatureIndex>();

export function signatureIndex(definition: LayerDefinition): SignatureIndex {
  const index = known.get(definition) ?? indexOf(definition);
  known.set(definition, index);
  return index;
}

function indexOf({ signature }: LayerDefinition): SignatureIndex {
  const positionals: [string, Positional<unknown>][] = [];
  const defaults: Record<string, unknown> = {};
  const alone = new Map<string, readonly [string, Option<unknown>]>();
  for (const [name, entry] of Object.entries(signature)) {
    if (entry.form === 'positional') positionals.push([name, entry]);
    else defaults[name] = entry.form === 'flag' ? false : entry.fallback;
    if (entry.form !== 'option') continue;
    for (const word of entry.alone) if (!alone.has(word)) alone.set(word, [name, entry]);
  }
  return { positionals, defaults, alone };
}
