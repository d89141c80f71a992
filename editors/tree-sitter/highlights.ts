// The colours of `.cnn` as a query over the tree. No token gets two: whether the first or the last of them
// counts, editors do not agree.

import { settingOptions, settingValues, settingWords } from '../textmate/vocabulary.js';
import { captures as as } from './captures.js';
import { behindWords, firstWords, givenByName } from './layers.js';
import { declarations, lexical, signs } from './lexical.js';
import { isNoneOf, isOneOf, pattern } from './query.js';

/** Behind a setting a word with a number is an option, even one that cnnc does not know. */
const training = [
  pattern(`(setting name: (name) @${as.setting})`, isOneOf(as.setting, settingWords)),
  pattern(`(setting value: (name) @${as.settingValue})`, isOneOf(as.settingValue, settingValues)),
  pattern(`(setting value: (name) @${as.option})`, isOneOf(as.option, settingOptions)),
  pattern(
    `(setting value: (name) @${as.option} . value: (number))`,
    isNoneOf(as.option, [...settingValues, ...settingOptions]),
  ),
];

/**
 * First what captures a word only to ask what it is: of several captures of one token the last counts, even
 * one without a colour, and the colours of words come behind.
 */
const chapters = [behindWords, firstWords, givenByName, lexical, signs, declarations, training];

export const highlights = [
  '; Written by scripts/tree-sitter.mjs from the tables of the compiler.\n',
  ...chapters.map((patterns) => `${patterns.join('\n')}\n`),
].join('\n');
