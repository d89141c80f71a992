// What the lexer reads, as rules: comments, strings, numbers, sizes, marks, and what it refuses.

import * as T from '../../grammar/tokens.js';
import { captures, nameSource, oneOf, plain, scope, sourceOf, wordEnd, type Rule } from './rule.js';

const comment = {
  patterns: [
    {
      name: scope('comment.line.number-sign'),
      match: '(#)[ \\t]*(cnnc-allow)(?![\\w-])([^:\\r\\n]*)[^\\r\\n]*',
      captures: captures(
        'punctuation.definition.comment',
        'keyword.other.directive',
        'constant.language.lint-code',
      ),
    },
    {
      name: scope('comment.line.number-sign'),
      match: sourceOf(T.Comment).replace('#', '(#)'),
      captures: captures('punctuation.definition.comment'),
    },
  ],
};

const quoted = scope('string.quoted.double');
const string = {
  patterns: [
    {
      name: quoted,
      // Only where it is closed on its line.
      begin: sourceOf(T.Text).replace(/^"(.*)$/s, '(")(?=$1)'),
      end: '(")',
      beginCaptures: captures('punctuation.definition.string.begin'),
      endCaptures: captures('punctuation.definition.string.end'),
      patterns: [
        plain('constant.character.escape', '\\\\(?:["\\\\/bfnrt]|u[0-9A-Fa-f]{4})'),
        plain('invalid.illegal.escape', '\\\\.'),
        plain('invalid.illegal.control-character', '[\\x00-\\x1f]'),
      ],
    },
    { name: quoted, match: '(")[^\\r\\n]*', captures: captures('invalid.illegal.unclosed-string') },
  ],
};

const numeral = sourceOf(T.Numeral);
const suffixAt = numeral.lastIndexOf('(?:');
const digits = numeral.slice(0, suffixAt);
const suffix = numeral.slice(suffixAt, -'?'.length);

const number = {
  name: scope('constant.numeric'),
  match: `${digits}(${suffix})?`,
  captures: captures('keyword.other.unit'),
};

/** `3xn`, `10units`, `_name`; not `28x`, of which the rest is still to be written. */
const touching = plain(
  'invalid.illegal.touching-words',
  `(?>${digits}%?|_)(?!${suffix}|x[0-9_(]|x${wordEnd}|${oneOf(T.hyphenatedWords)})${nameSource}`,
);

/** As the lexer reads it, and where the next part is still to be written. */
const by = plain('keyword.operator.by', `(?<=[0-9_)%])x(?=[0-9_(])|(?<=[0-9_%])x${wordEnd}`);

const size = { patterns: [by, touching, number, plain('constant.language.wildcard', sourceOf(T.Wildcard))] };

const comparisons = [T.LessOrEqual, T.GreaterOrEqual, T.EqualEqual, T.NotEqual].map(sourceOf);
const arithmetic = [T.WholeDivide, T.Divide, T.Times, T.Plus, T.Minus, T.Power].map(sourceOf);

const operator = {
  patterns: [
    plain('keyword.operator.claim', sourceOf(T.Arrow)),
    plain('keyword.operator.range', sourceOf(T.Dots)),
    plain('keyword.operator.comparison', comparisons.join('|')),
    plain('keyword.operator.assignment', sourceOf(T.Equals)),
    plain('keyword.operator.arithmetic', arithmetic.join('|')),
  ],
};

/** `<` and `>` where nothing opens or closes branches. */
const angle = plain(
  'keyword.operator.comparison',
  `${sourceOf(T.OpenBranches)}|${sourceOf(T.CloseBranches)}`,
);

/** The lexer's token for the rest starts with strings that are not closed. */
const odd = plain(
  'invalid.illegal.character',
  sourceOf(T.Odd).slice(sourceOf(T.Odd).indexOf('|') + '|'.length),
);

export const lexical = { comment, string, size, operator, angle, odd } satisfies Record<string, Rule>;
