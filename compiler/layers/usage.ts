// How a layer is written, on one line: `conv MAPS KERNEL [stride S] [pad P] ... [bn] [ACTIVATION]`.

import type { LayerDefinition } from './definition.js';

export function usageOf({ word, signature, suffixes, branches }: LayerDefinition): string {
  const parts = Object.entries(signature).map(([name, entry]) => {
    if (entry.form === 'flag') return `[${name}]`;
    if (entry.form === 'option') return `[${name} ${name[0].toUpperCase()}]`;
    const shown = entry.reader.words?.join('|') ?? name.toUpperCase();
    return entry.required ? shown : `[${shown}]`;
  });
  if (branches !== undefined) parts.push('<A | B | ...>');
  if (suffixes) parts.push('[bn] [ACTIVATION]');
  return `write \`${[word, ...parts].join(' ')}\``;
}
