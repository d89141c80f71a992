// How the call of a block is written: `Stage WIDTH [COPIES]`.

import type { Block } from './scope.js';

export function usageOfBlock({ statement: { name, parameters } }: Block): string {
  const shown = parameters.map((parameter) => {
    const word = parameter.name.text.toUpperCase();
    return parameter.fallback === undefined ? word : `[${word}]`;
  });
  return [name.text, ...shown].join(' ');
}
