// `<A | B>` and the short form `<64, 96 128, 16 32, 32>`.

import { hyphenatedWords, reservedWords } from '../../grammar/tokens.js';
import { nextItem, nextStatement } from './region.js';
import { captures, includes, nameSource, oneOf, plain, scope, type Rule } from './rule.js';
import { layerWords } from './vocabulary.js';

const begin = captures('punctuation.section.branches.begin');
const end = captures('punctuation.section.branches.end');

/** A number first, or a name in a list or a calculation. */
const calculated = `[0-9(]|in\\.|(?!${oneOf(hyphenatedWords)})${nameSource}(?:\\(|[ \\t]*(?:[,+*/^]|-(?!>)))`;

const shortForm = {
  name: scope('meta.branches.short'),
  begin: `(<)(?=[ \\t]*(?:${calculated}))`,
  end: `(>)|(?=[;{}|])|${nextStatement}`,
  beginCaptures: begin,
  endCaptures: end,
  patterns: includes('expression'),
};

/** A small word alone is most likely the name of a value; blocks start with a capital, by custom. */
const lone = plain(
  'variable.other.value',
  `(?!${oneOf([...layerWords, ...reservedWords])})[a-z][A-Za-z0-9_]*(?=[ \\t]*(?:[;|>#]|->|as[ \\t]|$))`,
);

const branches = {
  name: scope('meta.branches'),
  begin: '(<)(?!=)',
  end: `(>)|(?=\\})|${nextItem}`,
  beginCaptures: begin,
  endCaptures: end,
  patterns: [lone, ...includes('statements')],
};

export const branchRules = { 'short-form': shortForm, branches } satisfies Record<string, Rule>;
