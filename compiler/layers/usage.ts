// How a layer is written, on one line: `conv MAPS KERNEL [stride S] [pad P] ... [bn] [ACTIVATION]`.

import type { LayerDefinition } from './definition.js';
import type { SignatureEntry } from './signature.js';

export function usageOf({ word, signature, suffixes, branches }: LayerDefinition): string {
  const parts = Object.entries(signature).map(([name, entry]) => usageOfEntry(name, entry));
  if (branches !== undefined) parts.push(branches.closing ? '<BODY>' : '<A | B | ...>');
  if (suffixes) parts.push('[bn] [ACTIVATION]');
  return `write \`${[word, ...parts].join(' ')}\``;
}

function usageOfEntry(name: string, entry: SignatureEntry): string {
  if (entry.form === 'flag') return `[${name}]`;
  const words = entry.reader.words?.join('|');
  if (entry.form === 'option') return `[${name} ${words ?? name[0].toUpperCase()}]`;
  const shown = words ?? [name.toUpperCase(), entry.reader.instead].filter(Boolean).join('|');
  return entry.required ? shown : `[${shown}]`;
}
