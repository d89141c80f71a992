// The lines on which mistakes of form stand, and the names that are lost with them.

import { tokenize } from './lexer.js';
import type { Source } from './source.js';
import type { SyntaxError } from './syntax-error.js';
import { As, Block, Name, Param, Use } from './tokens.js';

export function brokenLines(errors: readonly SyntaxError[], source: Source): Set<number> {
  const lines = new Set<number>();
  for (const { span, also = [] } of errors)
    for (const { start } of [span, ...also]) lines.add(source.position(start).line);
  return lines;
}

/** What lines that cannot be read were to declare. */
export interface Lost {
  readonly lostNames: ReadonlySet<string>;
  readonly losesUse: boolean;
}

/** A statement that cannot be read still tells which name it was to declare. */
export function lostIn(errors: readonly SyntaxError[], source: Source): Lost {
  const lostNames = new Set<string>();
  let losesUse = false;
  for (const line of brokenLines(errors, source)) {
    const { tokens } = tokenize(source.line(line));
    for (const [i, { tokenType }] of tokens.entries()) {
      if (!declaring.has(tokenType)) continue;
      if (tokenType === Use) losesUse = true;
      const next = tokens.at(i + 1);
      if (next?.tokenType === Name) lostNames.add(next.image);
    }
  }
  return { lostNames, losesUse };
}

const declaring = new Set([Param, Block, As, Use]);
