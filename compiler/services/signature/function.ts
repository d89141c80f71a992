// `pick(i, a, b, ...)`, and which of its values comes now.

import type { Piece } from '../cursor.js';
import { functions } from '../documentation/functions.js';
import type { SignatureHelp } from './help.js';

export function functionSignature(name: string, pieces: readonly Piece[]): SignatureHelp {
  const { form: label, about: documentation } = functions[name];
  const inside = label.slice(name.length + 1, -1);
  const parameters = [...inside.matchAll(/[^, ]+/g)].map(({ index, 0: word }) => {
    const start = name.length + 1 + index;
    return { label: [start, start + word.length] as const };
  });
  const commas = pieces.filter(({ text }) => text === ',').length;
  // The last, `...`, stands for all that follow.
  const isOpen = label.includes('...');
  const activeParameter = Math.min(commas, isOpen ? parameters.length - 1 : parameters.length);
  return { label, documentation, parameters, activeParameter };
}
