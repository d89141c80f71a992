// Expressions, and what stands after a layer's word besides the words that it takes.

import * as T from '../../grammar/tokens.js';
import { openComma, parentheses } from './region.js';
import { captures, includes, nameSource, oneOf, plain, scope, sourceOf, wordEnd, type Rule } from './rule.js';
import { functionWords } from './vocabulary.js';

/** Word and name: `as seen`. */
export function named(word: string, wordScope: string, nameScope: string): Rule {
  return {
    match: `(${oneOf([word])})(?:[ \\t]+(${nameSource}))?`,
    captures: captures(wordScope, nameScope),
  };
}

const expression = {
  patterns: [
    ...includes('comment', 'string', 'size'),
    plain('variable.language.in', sourceOf(T.In)),
    { match: `(${oneOf(functionWords)})(?=\\()`, captures: captures('support.function.math') },
    plain('keyword.operator.wordlike.logical', oneOf(['and', 'or', 'not'])),
    plain('keyword.other.reserved', oneOf(T.reservedWords)),
    ...includes('operator', 'parentheses', 'angle', 'comma'),
    plain('variable.other', `${oneOf(T.hyphenatedWords)}|${nameSource}`),
    ...includes('odd'),
  ],
};

const comma = {
  patterns: [openComma, plain('punctuation.separator.comma', sourceOf(T.Comma))],
};

const stray = plain('punctuation.section.parens.end', sourceOf(T.RightParenthesis));

const claim = {
  name: scope('meta.claim'),
  begin: `(${sourceOf(T.Arrow)})`,
  end: `(?=[;{}|]|>(?!=)|$|(?<![A-Za-z0-9_])as${wordEnd})`,
  beginCaptures: captures('keyword.operator.claim'),
  patterns: includes('expression'),
};

/** What all layers and calls of blocks have in common. */
const rest = {
  patterns: [
    ...includes('comment', 'string', 'claim'),
    named('as', 'keyword.other.as', 'variable.other.value'),
    ...includes('short-form', 'branches', 'expression'),
  ],
};

export const expressions = {
  expression,
  comma,
  parentheses: { patterns: [parentheses('', [], includes('expression')), stray] },
  claim,
  rest,
} satisfies Record<string, Rule>;
