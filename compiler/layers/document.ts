// The reference of all layers as Markdown, from what each layer's file says of itself.

import type { LayerDefinition } from './definition.js';
import { layers } from './index.js';
import { usageOf } from './usage.js';

export function documentLayers(): string {
  const pages = [...layers.values()].map(documentLayer);
  return `# Layers\n\nWritten from the layers' own files in \`compiler/layers/\`; \`npx vitest run test/layers -u\` writes it anew.\n\n${pages.join('\n')}`;
}

function documentLayer(layer: LayerDefinition): string {
  const { summary, formula, source, example } = layer.documentation;
  const lines = [`## ${layer.word}`, '', usageOf(layer).replace(/^write /, ''), '', summary, ''];
  if (formula !== undefined) lines.push(`> ${formula}`, '');
  if (source !== undefined) lines.push(`Source: ${source}.`, '');
  lines.push(...table(layer), '```cnn', example.trimEnd(), '```', '');
  return lines.join('\n');
}

function table({ signature }: LayerDefinition): string[] {
  const rows = Object.entries(signature).map(([name, entry]) => `| \`${name}\` | ${entry.about} |`);
  return rows.length === 0 ? [] : ['| argument | meaning |', '|---|---|', ...rows, ''];
}
