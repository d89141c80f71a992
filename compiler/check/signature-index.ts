// What matching asks of a signature again and again, worked out once a layer.

import type { LayerDefinition } from '../layers/definition.js';
import type { Option, Positional, Signature, Values } from '../layers/signature.js';
import { unwrittenWith, type Matched } from './matched.js';

export interface SignatureIndex {
  /** In order. */
  readonly positionals: readonly (readonly [string, Positional<unknown>])[];
  /** What arguments are where nothing is written. */
  readonly defaults: Values<Signature>;
  /** The option that a word such as `same` stands for, by the word. */
  readonly alone: ReadonlyMap<string, readonly [string, Option<unknown>]>;
  /** What comes of a word without arguments; undefined where some are missing then. */
  readonly unwritten: Matched | undefined;
}

const known = new WeakMap<LayerDefinition, SignatureIndex>();

export function signatureIndex(definition: LayerDefinition): SignatureIndex {
  const index = known.get(definition) ?? indexOf(definition);
  known.set(definition, index);
  return index;
}

function indexOf({ signature, branches }: LayerDefinition): SignatureIndex {
  const positionals: [string, Positional<unknown>][] = [];
  const defaults: Record<string, unknown> = {};
  const alone = new Map<string, readonly [string, Option<unknown>]>();
  for (const [name, entry] of Object.entries(signature)) {
    if (entry.form === 'positional') positionals.push([name, entry]);
    defaults[name] = entry.form === 'option' ? entry.fallback : entry.form === 'flag' ? false : undefined;
    if (entry.form !== 'option') continue;
    for (const word of entry.alone) if (!alone.has(word)) alone.set(word, [name, entry]);
  }
  const needsMore = branches !== undefined || positionals.some(([, { required }]) => required);
  return { positionals, defaults, alone, unwritten: needsMore ? undefined : unwrittenWith(defaults) };
}
