// What a word is, where patterns over the text cannot know: a param, a block, a value, an option, unused.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

/** `function` is a block, `parameter` a block's own or a counter, `variable` a `param` or value, `property` an option. */
export type TokenType = 'function' | 'parameter' | 'variable' | 'property';

export type TokenModifier = 'declaration' | 'readonly' | 'unused';

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** In the order of the text; all, or those that touch `range`. */
export function semanticTokens(_analysis: Analysis, _range?: Span): readonly SemanticToken[] {
  return [];
}
