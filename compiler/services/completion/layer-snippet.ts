// A layer with what it must be given, as a text with places to fill.

import type { Shape } from '../../graph/value.js';
import type { LayerDefinition } from '../../layers/definition.js';
import { signatureIndex } from '../../check/signature-index.js';
import { usualValues } from './usual-values.js';

export function layerSnippet(definition: LayerDefinition, arriving: Shape | undefined): string {
  const own = Object.hasOwn(special, definition.word) ? special[definition.word] : undefined;
  if (own !== undefined) return own;
  const required = signatureIndex(definition).positionals.filter(([, entry]) => entry.required);
  const places = required.map(([name, { reader }], i) => {
    const value = reader.words?.[0] ?? usualValues(name, arriving)[0] ?? name;
    return `\${${i + 1}:${value}}`;
  });
  return [definition.word, ...places].join(' ');
}

/** What the signature alone does not tell: what stands in branches, and that a pool wants a window or `global`. */
const special: Readonly<Record<string, string>> = {
  pool: 'pool ${1|max,avg|} ${2:2}',
  reshape: 'reshape ${1:_}',
  concat: 'concat <${1:identity} | ${2:conv 32 3x3 same}>',
  add: 'add <${1:identity} | ${2:shortcut}>',
  multiply: 'multiply <${1:identity} | ${2:sigmoid}>',
  residual: 'residual <${1:conv 64 3x3 bn relu; conv 64 3x3 bn}> ${2:relu}',
  inception: 'inception <${1:64}, ${2:96} ${3:128}, ${4:16} ${5:32}, ${6:32}>',
};
