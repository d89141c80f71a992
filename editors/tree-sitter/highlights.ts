// The colours of `.cnn` as a query over the tree. No token is captured by two patterns: whether the first or
// the last of them counts, editors do not agree.

import { settingValues, settingWords } from '../textmate/vocabulary.js';
import { captures as as } from './captures.js';
import { calls, endings, given, layers } from './layers.js';
import { declarations, lexical, signs } from './lexical.js';
import { isNoneOf, isOneOf, pattern } from './query.js';

const training = [
  pattern(`(setting name: (name) @${as.setting})`, isOneOf(as.setting, settingWords)),
  pattern(`(setting value: (name) @${as.settingValue})`, isOneOf(as.settingValue, settingValues)),
  pattern(`(setting value: (name) @${as.option} . value: (number))`, isNoneOf(as.option, settingValues)),
];

const chapters = [lexical, signs, declarations, layers, endings, calls, given, training];

export const highlights = [
  '; Written by scripts/tree-sitter.mjs from the tables of the compiler.\n',
  ...chapters.map((patterns) => `${patterns.join('\n')}\n`),
].join('\n');
