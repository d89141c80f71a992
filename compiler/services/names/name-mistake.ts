// Why a word cannot be a name, whatever else the text declares.

import { reservedWords } from '../../../grammar/tokens.js';
import { layers } from '../../layers/index.js';

/** One sentence; undefined where it can be one. */
export function nameMistake(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    return `\`${name}\` is no name: a name starts with a letter and holds letters, digits and \`_\``;
  if (reservedWords.some((word) => word === name)) return `\`${name}\` is a word of the language`;
  return layers.has(name) ? `\`${name}\` is a layer` : undefined;
}
