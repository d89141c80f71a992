// What a word is, where patterns over the text cannot know: a param, a block, a value, an option, unused.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { keyOf, type DeclarationKind, type Occurrence } from './names/declaration.js';
import { namesOf } from './names/names-of.js';

/** `function` is a block, `parameter` a block's own or a counter, `variable` a `param` or value, `property` an option. */
export type TokenType = 'function' | 'parameter' | 'variable' | 'property';

export type TokenModifier = 'declaration' | 'readonly' | 'unused';

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const types: { readonly [K in DeclarationKind]: TokenType } = {
  parameter: 'variable',
  block: 'function',
  'block-parameter': 'parameter',
  counter: 'parameter',
  value: 'variable',
};

/** In the order of the text; all, or those that touch `range`. */
export function semanticTokens(analysis: Analysis, range?: Span): readonly SemanticToken[] {
  const [{ occurrences, words }] = namesOf(analysis);
  const used = new Set(
    occurrences.filter((each) => !each.isDeclaration).map(({ declaration }) => keyOf(declaration)),
  );
  const names = occurrences.map((each) => tokenOf(each, isUnused(each, used, analysis)));
  const options = words.map((span): SemanticToken => ({ span, type: 'property', modifiers: [] }));
  return [...names, ...options]
    .filter(({ span }) => range === undefined || (span.start <= range.end && range.start <= span.end))
    .sort((a, b) => a.span.start - b.span.start);
}

function tokenOf({ span, declaration, isDeclaration }: Occurrence, unused: boolean): SemanticToken {
  const modifiers: TokenModifier[] = [
    ...(isDeclaration ? (['declaration'] as const) : []),
    ...(declaration.kind === 'parameter' ? (['readonly'] as const) : []),
    ...(unused ? (['unused'] as const) : []),
  ];
  return { span, type: types[declaration.kind], modifiers };
}

/** A value names weights even where nothing goes on from it; a text without a network is for others to use. */
function isUnused(
  { declaration, isDeclaration }: Occurrence,
  used: ReadonlySet<string>,
  { network }: Analysis,
): boolean {
  if (!isDeclaration || declaration.kind === 'value') return false;
  if (declaration.kind === 'block' && network.inputs.length === 0) return false;
  return !used.has(keyOf(declaration));
}
