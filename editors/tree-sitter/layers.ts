// Layers with exactly the options that they take, what may end them, and calls of blocks.

import { groupBy } from 'es-toolkit';
import * as words from '../textmate/vocabulary.js';
import { captures as as } from './captures.js';
import { isNoneOf, isOneOf, pattern, reads } from './query.js';

const alike = groupBy(words.definitions.filter(hasOptions), (definition) =>
  words.optionWords(definition).toSorted().join(' '),
);

function hasOptions(definition: (typeof words.definitions)[number]): boolean {
  return words.optionWords(definition).length > 0;
}

export const layers = [
  pattern(`(layer word: (name) @${as.layer})`, isOneOf(as.layer, words.layerWords)),
  ...Object.values(alike).map((group) =>
    pattern(
      `(layer word: (name) @_word [argument: (name) @${as.option} arguments: (arguments (name) @${as.option})])`,
      isOneOf(
        '_word',
        group.map(({ word }) => word),
      ),
      isOneOf(as.option, words.optionWords(group[0])),
    ),
  ),
  pattern(
    `(layer word: (name) @_word argument: (name) @${as.ending})`,
    isOneOf(
      '_word',
      words.definitions.filter(({ suffixes }) => suffixes).map(({ word }) => word),
    ),
    isOneOf(as.ending, words.endingWords),
  ),
];

/** `relu`, and `bn(eps 1e-5)` with its options. */
export const endings = [
  pattern(`(call function: (name) @${as.ending})`, isOneOf(as.ending, words.endingWords)),
  pattern(`(call function: (name) @${as.mathFunction})`, isNoneOf(as.mathFunction, words.endingWords)),
  ...words.endings
    .filter(hasOptions)
    .map((ending) =>
      pattern(
        `(call function: (name) @_word arguments: (arguments (name) @${as.option}))`,
        isOneOf('_word', [ending.word]),
        isOneOf(as.option, words.optionWords(ending)),
      ),
    ),
];

const alone = '!argument !arguments';
const isUnknown = (capture: string) => isNoneOf(capture, words.layerWords);

/** A word that is no layer calls a block. In a branch a small one alone is the name of a value. */
export const calls = [
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

/** What blocks are given, and what their parameters are where nothing is given. */
export const given = [
  [`(layer word: (name) @_word argument: (name) @`, isUnknown('_word')],
  ['(named_argument value: (name) @'],
  ['(parameter value: (name) @'],
].flatMap(([nodes, ...conditions]) => [
  pattern(`${nodes}${as.ending})`, ...conditions, isOneOf(as.ending, words.endingWords)),
  pattern(
    `${nodes}${as.option})`,
    ...conditions,
    isOneOf(as.option, words.loneWords),
    isNoneOf(as.option, words.endingWords),
  ),
]);
