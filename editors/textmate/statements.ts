// Statements by the words that start them. Each is a region to where it ends, so that whatever comes
// next stands at the start of a statement: only there is a layer's word a layer.

import * as T from '../../grammar/tokens.js';
import { named } from './expressions.js';
import { comparingStatement, nextStatement, parentheses, statement } from './region.js';
import { captures, includes, nameSource, oneOf, plain, scope, sourceOf, type Rule } from './rule.js';
import { metricWords } from './vocabulary.js';

const keyword = 'keyword.other.declaration';
const optionalName = `(?:[ \\t]+(?!${oneOf(T.reservedWords)})(${nameSource}))?`;

function declaration(word: string, nameScope: string, patterns: readonly Rule[]): Rule {
  return statement(`(${oneOf([word])})${optionalName}`, [keyword, nameScope], patterns);
}

/** `(maps, step = 2)`: names, and after `=` values. */
const parameters = parentheses('', [], [
  ...includes('comment', 'string'),
  {
    begin: '(=)',
    end: `(?=[,);{}|])|${nextStatement}`,
    beginCaptures: captures('keyword.operator.assignment'),
    patterns: includes('argument'),
  },
  plain('variable.parameter', nameSource),
  ...includes('expression'),
]); // prettier-ignore

const block = declaration('block', 'entity.name.function.block', [parameters, ...includes('expression')]);

const declarations = {
  patterns: [
    declaration('model', 'entity.name.type.model', includes('expression')),
    declaration('param', 'variable.parameter', includes('expression')),
    declaration('input', 'variable.other.value', includes('rest')),
    declaration('from', 'variable.other.value', includes('rest')),
    declaration('output', 'variable.other.value', [
      ...includes('comment', 'comma'),
      plain('variable.other.value', nameSource),
      ...includes('rest'),
    ]),
    declaration('use', 'variable.other', includes('expression')),
    block,
    comparingStatement(
      `(${oneOf(['expect'])})(?:[ \\t]+(${oneOf(metricWords)}))?`,
      [keyword, 'support.variable.metric'],
      includes('expression'),
    ),
  ],
};

const control = {
  patterns: [
    plain('keyword.control.conditional', oneOf(['else'])),
    comparingStatement(`(${oneOf(['if'])})`, ['keyword.control.conditional'], includes('expression')),
    comparingStatement(
      `(${oneOf(['repeat'])})`,
      ['keyword.control.repeat'],
      [named('as', 'keyword.other.as', 'variable.parameter.counter'), ...includes('expression')],
    ),
  ],
};

const braces = {
  name: scope('meta.block'),
  begin: `(${sourceOf(T.LeftBrace)})`,
  end: `(${sourceOf(T.RightBrace)})`,
  beginCaptures: captures('punctuation.section.block.begin'),
  endCaptures: captures('punctuation.section.block.end'),
  patterns: includes('statements'),
};

const separators = {
  patterns: [
    plain('punctuation.terminator.statement', sourceOf(T.Semicolon)),
    plain('punctuation.separator.branch', sourceOf(T.Bar)),
    plain('punctuation.section.branches.end', `${sourceOf(T.CloseBranches)}(?!=)`),
    plain('punctuation.section.block.end', sourceOf(T.RightBrace)),
  ],
};

export const statementRules = {
  statements: {
    patterns: includes(
      ...['comment', 'separators', 'braces', 'declarations', 'control', 'train', 'layer', 'call'],
      ...['claim', 'branches', 'expression'],
    ),
  },
  declarations,
  control,
  braces,
  separators,
} satisfies Record<string, Rule>;
