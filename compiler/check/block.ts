// A block as its file declares it, ready to be called.

import type { BlockStatement } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { Scope } from './scope.js';

export interface Block {
  readonly statement: BlockStatement;
  readonly source: Source;
  /** The names of the file that declares it. */
  readonly scope: Scope;
}

/** `Stage WIDTH [COPIES]`, how a call is written. */
export function usageOfBlock({ statement: { name, parameters } }: Block): string {
  const shown = parameters.map((parameter) => {
    const word = parameter.name.text.toUpperCase();
    return parameter.fallback === undefined ? word : `[${word}]`;
  });
  return [name.text, ...shown].join(' ');
}
