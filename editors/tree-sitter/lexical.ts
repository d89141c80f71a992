// Tokens and statements that mean the same wherever they stand.

import { metricWords } from '../textmate/vocabulary.js';
import { captures as as } from './captures.js';
import { isOneOf, marks, pattern } from './query.js';

export const lexical = [
  `(comment) @${as.comment}`,
  `(string) @${as.string}`,
  `(escape_sequence) @${as.escape}`,
  `(number) @${as.number}`,
  `(wildcard) @${as.wildcard}`,
  `(in_size) @${as.received}`,
];

export const signs = [
  `(by) @${as.operator}`,
  marks(as.operator, '->', '..', '=', '<=', '>=', '==', '!=', '+', '-', '*', '/', '//', '^'),
  `(comparison operator: ["<" ">"] @${as.operator})`,
  `(expect operator: ["<" ">"] @${as.operator})`,
  marks(as.logical, 'and', 'or', 'not'),
  marks(as.bracket, '(', ')', '{', '}'),
  `(branches ["<" ">"] @${as.bracket})`,
  `(short_form ["<" ">"] @${as.bracket})`,
  marks(as.delimiter, ',', ';', '|'),
];

export const declarations = [
  marks(as.keyword, 'model', 'param', 'use', 'block', 'expect', 'train', 'input', 'output', 'from', 'as'),
  marks(as.conditional, 'if', 'else'),
  marks(as.repeat, 'repeat'),
  `(model name: (name) @${as.model})`,
  `(block name: (name) @${as.block})`,
  `(param name: (name) @${as.parameter})`,
  `(parameter name: (name) @${as.parameter})`,
  `(repeat counter: (name) @${as.parameter})`,
  `(named_argument name: (name) @${as.parameter})`,
  `(layer name: (name) @${as.value})`,
  `(input name: (name) @${as.value})`,
  `(input . argument: (name) @${as.value})`,
  `(output name: (name) @${as.value})`,
  `(from name: (name) @${as.value})`,
  pattern(`(expect metric: (name) @${as.metric})`, isOneOf(as.metric, metricWords)),
];
