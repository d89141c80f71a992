// How nodes of the tree come from tokens.

import type { IToken } from 'chevrotain';
import type * as ast from './ast.js';
import type { Span } from './source.js';
import { endOffset } from './tokens.js';

/** Only `statement` recovers: a mistake inside one never becomes half a statement. */
export const strict = { resyncEnabled: false };

export function spanOf(token: IToken): Span {
  return { start: token.startOffset, end: endOffset(token) };
}

export function wordOf(token: IToken): ast.Word {
  return { text: token.image, span: spanOf(token) };
}
