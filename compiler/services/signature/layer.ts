// `conv MAPS KERNEL [stride S] ...`, and which of these comes next.

import type { LayerDefinition } from '../../layers/definition.js';
import { briefOf, usageOfLayer } from '../documentation/layers.js';
import { fillSignature, type FilledSignature } from '../filled-signature.js';
import type { SignatureHelp, SignatureParameter } from './help.js';
import type { WrittenArgument } from '../written-arguments.js';

interface Part {
  readonly name: string;
  readonly about: string;
}

export function layerSignature(
  definition: LayerDefinition,
  given: readonly WrittenArgument[],
  prefix: string,
): SignatureHelp {
  const label = usageOfLayer(definition);
  const parts = partsOf(definition);
  const places = placesIn(label, definition.word.length);
  const parameters = parts.map(({ about }, i): SignatureParameter => ({
    label: places[i],
    documentation: about,
  }));
  const active = nextName(definition, fillSignature(definition, given), prefix);
  const activeParameter = parts.findIndex(({ name }) => name === active);
  return {
    label,
    documentation: briefOf(definition),
    parameters,
    activeParameter: activeParameter < 0 ? parts.length : activeParameter,
  };
}

/** In the order in which the usage shows them. */
function partsOf({ signature, branches, suffixes }: LayerDefinition): Part[] {
  const own = Object.entries(signature).map(([name, { about }]) => ({ name, about }));
  const inner = branches ? [{ name: '<', about: 'sequences of layers; each starts from what arrives' }] : [];
  const endings = [
    { name: 'bn', about: 'a batch normalisation of what it makes' },
    { name: 'activation', about: 'an activation of what it makes' },
  ];
  return [...own, ...inner, ...(suffixes ? endings : [])];
}

/** Where the parts stand behind the word: `MAPS`, `[stride S]`, `<A | B>`. */
function placesIn(label: string, from: number): (readonly [number, number])[] {
  const behind = label.slice(from);
  return [...behind.matchAll(/\[[^\]]*\]|<[^>]*>|\S+/g)].map(({ index, 0: part }) => {
    return [from + index, from + index + part.length] as const;
  });
}

/** A word that is being written, else what must follow, else the first that is left. */
function nextName(definition: LayerDefinition, filled: FilledSignature, prefix: string): string | undefined {
  const { signature, branches, suffixes } = definition;
  if (filled.awaiting) return filled.awaiting[0];
  if (Object.hasOwn(signature, prefix) && signature[prefix].form !== 'positional') return prefix;
  if (filled.next) return filled.next[0];
  if (branches && !filled.hasBranches) return '<';
  const left = Object.entries(signature).find(
    ([name, { form }]) => form !== 'positional' && !filled.given.has(name),
  );
  const isEnding = filled.hasBranches || filled.hasNormalization || filled.hasActivation;
  if (left && !isEnding) return left[0];
  if (!suffixes) return left?.[0];
  return filled.hasNormalization ? (filled.hasActivation ? undefined : 'activation') : 'bn';
}
