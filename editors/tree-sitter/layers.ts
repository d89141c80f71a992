// Layers with exactly the options that they take, what may end them, and calls of blocks.

import { groupBy } from 'es-toolkit';
import * as words from '../textmate/vocabulary.js';
import { captures as as } from './captures.js';
import { isNoneOf, isOneOf, pattern, reads } from './query.js';

type Definition = (typeof words.definitions)[number];

const hasOptions = (definition: Definition) => words.optionWords(definition).length > 0;
const wordsOf = (definitions: readonly Definition[]) => definitions.map(({ word }) => word);
const isUnknown = (capture: string) => isNoneOf(capture, words.layerWords);

const alike = groupBy(words.definitions.filter(hasOptions), (definition) =>
  words.optionWords(definition).toSorted().join(' '),
);

const options = Object.values(alike).map((group) =>
  pattern(
    `(layer word: (name) @_word [argument: (name) @${as.option} arguments: (arguments (name) @${as.option})])`,
    isOneOf('_word', wordsOf(group)),
    isOneOf(as.option, words.optionWords(group[0])),
  ),
);

const optionsOfEndings = words.endings
  .filter(hasOptions)
  .map((ending) =>
    pattern(
      `(call function: (name) @_word arguments: (arguments (name) @${as.option}))`,
      isOneOf('_word', [ending.word]),
      isOneOf(as.option, words.optionWords(ending)),
    ),
  );

const endings = pattern(
  `(layer word: (name) @_word argument: (name) @${as.ending})`,
  isOneOf('_word', wordsOf(words.definitions.filter(({ suffixes }) => suffixes))),
  isOneOf(as.ending, words.endingWords),
);

/** What a block may be given, and what its parameter is where nothing is given. */
function given(nodes: string, ...conditions: string[]): string[] {
  return [
    pattern(`${nodes} @${as.ending})`, ...conditions, isOneOf(as.ending, words.endingWords)),
    pattern(
      `${nodes} @${as.option})`,
      ...conditions,
      isOneOf(as.option, words.loneWords),
      isNoneOf(as.option, words.endingWords),
    ),
  ];
}

/** What stands behind a word and depends on it. */
export const behindWords = [
  ...options,
  ...optionsOfEndings,
  endings,
  ...given('(layer word: (name) @_word argument: (name)', isUnknown('_word')),
];

export const givenByName = [...given('(named_argument value: (name)'), ...given('(parameter value: (name)')];

const alone = '!argument !arguments';

/** A word that is no layer calls a block. In a branch a small one alone is the name of a value. */
const calls = [
  pattern(`(layer word: (name) @${as.call} [argument: (_) arguments: (_)])`, isUnknown(as.call)),
  ...['source_file', 'body'].map((parent) =>
    pattern(`(${parent} (layer word: (name) @${as.call} ${alone}))`, isUnknown(as.call)),
  ),
  pattern(`(branch (layer word: (name) @${as.call} ${alone}))`, isUnknown(as.call), reads(as.call, '^[A-Z]')),
  pattern(
    `(branch (layer word: (name) @${as.value} ${alone}))`,
    isUnknown(as.value),
    reads(as.value, '^[a-z]'),
  ),
];

/** The words themselves. */
export const firstWords = [
  pattern(`(layer word: (name) @${as.layer})`, isOneOf(as.layer, words.layerWords)),
  ...calls,
  pattern(`(call function: (name) @${as.ending})`, isOneOf(as.ending, words.endingWords)),
  pattern(`(call function: (name) @${as.mathFunction})`, isNoneOf(as.mathFunction, words.endingWords)),
];
