// Regions that end with their statement, and where a half-typed one ends all the same: at a line
// that can only start another, so that the colours of one line never depend on a mistake above it.

import { reservedWords } from '../../grammar/tokens.js';
import { captures, nameSource, oneOf, wordEnd, type Rule } from './rule.js';
import { definitions, layerWords, optionWords } from './vocabulary.js';

const midStatement = new Set<string>(['as', 'in', 'and', 'or', 'not']);
/** Reserved words that start a statement. */
export const startingWords = reservedWords.filter((word) => !midStatement.has(word));

const started = `${oneOf(layerWords)}(?=[ \\t]*(?:$|[;#<]|->)|[ \\t]+[A-Za-z0-9_("])`;
/** A line in parentheses may start with an option or with a name, but not with two words side by side. */
const called = `(?!${oneOf([...midStatement, ...definitions.flatMap(optionWords)])})${nameSource}[ \\t]+(?:(?!(?:and|or)${wordEnd})[A-Za-z0-9_("]|->)`;

/** Nor with a capital, by custom. */
const calledAlone = '[A-Z][A-Za-z0-9_]*[ \\t]*(?:[#;]|$)';

/** Before a line that starts a statement wherever it stands. */
export const nextStatement = `(?=^[ \\t]*(?:${oneOf(startingWords)}|${started}|${calledAlone}|${called}))`;
/** Before a statement that stands in no branch. */
export const nextItem = `(?=^[ \\t]*${oneOf(['model', 'param', 'use', 'block', 'expect', 'train', 'input', 'output'])})`;

/** From its first words, which are captured, to where the statement ends. */
export function statement(begin: string, scopes: readonly string[], patterns: readonly Rule[]): Rule {
  const end = `(?=[;{}|]|>(?!=)|$)|${nextStatement}`;
  return { begin, end, beginCaptures: captures(...scopes), patterns };
}

/** The same where `<` and `>` compare. */
export function comparingStatement(
  begin: string,
  scopes: readonly string[],
  patterns: readonly Rule[],
): Rule {
  return { ...statement(begin, scopes, patterns), end: `(?=[;{}|]|$)|${nextStatement}` };
}

/** Parentheses, over several lines too. */
export function parentheses(begin: string, scopes: readonly string[], patterns: readonly Rule[]): Rule {
  return {
    begin: `${begin}(\\()`,
    end: `(\\))|(?=[;{}|]|->)|${nextStatement}`,
    beginCaptures: captures(...scopes, 'punctuation.section.parens.begin'),
    endCaptures: captures('punctuation.section.parens.end'),
    patterns,
  };
}

/** A comma at the end of a line: the statement goes on at the next that holds more than a comment. */
export const openComma: Rule = {
  begin: '(,)[ \\t]*(?=#|$)',
  end: '(?=^[ \\t]*[^\\s#])',
  beginCaptures: captures('punctuation.separator.comma'),
  patterns: [{ include: '#comment' }],
};
