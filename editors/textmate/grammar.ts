// The TextMate grammar of `.cnn`, from the tables of the lexer and of the compiler.

import { branchRules } from './branches.js';
import { expressions } from './expressions.js';
import { layerRules } from './layers.js';
import { lexical } from './lexical.js';
import { includes } from './rule.js';
import { statementRules } from './statements.js';
import { trainingRules } from './training.js';

export const grammar = {
  information_for_contributors: [
    'Written by scripts/textmate.mjs from grammar/tokens.ts, compiler/layers/ and editors/textmate/.',
  ],
  name: 'CNN',
  scopeName: 'source.cnn',
  fileTypes: ['cnn'],
  patterns: includes('statements'),
  repository: {
    ...statementRules,
    ...layerRules,
    ...trainingRules,
    ...branchRules,
    ...expressions,
    ...lexical,
  },
};
