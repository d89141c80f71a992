// What an editor does while `.cnn` is typed: pairs, indentation, what Enter does, what a word is.

import { hyphenatedWords } from '../../grammar/tokens.js';
import { nameSource, oneOf } from './rule.js';
import { definitions } from './vocabulary.js';

/** What is left of a line once comment and spaces are taken from its end; a `#` in a string is no comment. */
const code = '^(?:[^"#]|"(?:[^"\\\\]|\\\\.)*")*';
const lineEnd = '[ \\t]*(?:#.*)?$';

/** `<` compares too: only behind a word that wants branches is its partner written with it. */
const branchPairs = definitions
  .filter(({ branches }) => branches !== undefined)
  .map(({ word }) => ({ open: `${word} <`, close: '>', notIn: ['string', 'comment'] }));

export const configuration = {
  comments: { lineComment: '#' },
  brackets: [
    ['{', '}'],
    ['(', ')'],
    ['<', '>'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}', notIn: ['string', 'comment'] },
    { open: '(', close: ')', notIn: ['string', 'comment'] },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    ...branchPairs,
    { open: 'residual identity <', close: '>', notIn: ['string', 'comment'] },
  ],
  autoCloseBefore: ' \t\n;|})>,',
  surroundingPairs: [
    ['{', '}'],
    ['(', ')'],
    ['<', '>'],
    ['"', '"'],
  ],
  // A size is one word, and so is a word with a hyphen; other hyphens are minus signs.
  wordPattern: `${oneOf(hyphenatedWords)}|${nameSource}|\\d+(?:x\\d+)+|\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?[kMG%]?`,
  folding: { markers: { start: '^[ \\t]*#[ \\t]*region\\b', end: '^[ \\t]*#[ \\t]*endregion\\b' } },
  indentationRules: {
    // An opener at the end, parentheses that stay open, and a bar, whose branch may go on below it.
    increaseIndentPattern: `${code}(?:[{<]|\\([^()]*)${lineEnd}|^[ \\t]*\\|`,
    decreaseIndentPattern: '^[ \\t]*[})>|]',
  },
  onEnterRules: [
    // A comment that Enter breaks in two stays one; so does a paragraph of comments.
    {
      beforeText: '^[ \\t]*#',
      afterText: '^(?![ \\t]*$).+',
      action: { indent: 'none', appendText: '# ' },
    },
    {
      beforeText: '^[ \\t]*#.*\\S',
      previousLineText: '^[ \\t]*#',
      action: { indent: 'none', appendText: '# ' },
    },
    // Between an opener and its closer.
    {
      beforeText: `${code}[{(<][ \\t]*$`,
      afterText: '^[ \\t]*[})>]',
      action: { indent: 'indentOutdent' },
    },
    { beforeText: `${code}[{(<][ \\t]*$`, action: { indent: 'indent' } },
  ],
};
