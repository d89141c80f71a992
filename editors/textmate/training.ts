// `train { ... }`, which has words of its own.

import { openComma } from './region.js';
import { captures, includes, nameSource, oneOf, plain, scope, wordEnd, type Rule } from './rule.js';
import { hyphenatedWords } from '../../grammar/tokens.js';
import { startingWords } from './region.js';
import { layerWords, settingOptions, settingValues, settingWords } from './vocabulary.js';

const word = `(?:${oneOf(hyphenatedWords)}|${nameSource})`;
/** A layer in a call or branch: `Stage2.conv1`. */
const dottedName = `${word}(?:\\.${word})+`;
const isValue = `(?!${oneOf(settingValues)})`;
const optionScope = 'support.constant.property-value.option';

/** Of `adam lr 0.001` or `sgd lr rate`: a word and what it is set to. */
const pair = `(?!${oneOf(settingValues)})(${word})(?=[ \\t]+[0-9])|${isValue}(${word})[ \\t]+${isValue}(${nameSource})${wordEnd}(?![ \\t]+[0-9])`;

const values = [
  ...includes('comment', 'string', 'size'),
  plain('support.constant.property-value.setting', oneOf(settingValues)),
  { match: pair, captures: captures(optionScope, optionScope, 'variable.other') },
  plain(optionScope, oneOf(settingOptions)),
  plain('variable.other', dottedName),
  openComma,
  ...includes('expression'),
];

function setting(begin: string, name: string): Rule {
  return { begin: `(${begin})`, end: '(?=[;{}]|$)', beginCaptures: captures(name), patterns: values };
}

/** Where it is not closed, it ends at a line that starts with a statement, a layer or, by its capital, a block. */
const nextStatement = `(?=^(?:[ \\t]*${oneOf(startingWords)}|${oneOf(layerWords)}|[A-Z]))`;

export const trainingRules = {
  train: {
    patterns: [
      {
        name: scope('meta.train'),
        begin: '(train)[ \\t]*(\\{)',
        end: `(\\})|${nextStatement}`,
        beginCaptures: captures('keyword.other.declaration', 'punctuation.section.block.begin'),
        endCaptures: captures('punctuation.section.block.end'),
        patterns: [
          ...includes('comment'),
          plain('punctuation.terminator.statement', ';'),
          setting(oneOf(settingWords), 'support.variable.setting'),
          setting(word, 'variable.other'),
          ...includes('expression'),
        ],
      },
      plain('keyword.other.declaration', oneOf(['train'])),
    ],
  },
} satisfies Record<string, Rule>;
