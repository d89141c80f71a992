// What the query of colours should call every token of a text: what the TextMate grammar has a scope for, by
// the lexer and the tree of cnnc.

import { captures } from '../../editors/tree-sitter/captures.js';
import { expectedScopes } from '../textmate/expected-scopes.js';

/** By scope; without an own name are words that only their place makes a value. */
const captureOfScope: Readonly<Record<string, string | undefined>> = {
  'comment.line.number-sign': captures.comment,
  'string.quoted.double': captures.string,
  'variable.language.in': captures.received,
  'constant.numeric': captures.number,
  'constant.language.wildcard': captures.wildcard,
  'keyword.operator.by': captures.operator,
  'keyword.operator.claim': captures.operator,
  'keyword.operator.range': captures.operator,
  'keyword.operator.assignment': captures.operator,
  'keyword.operator.comparison': captures.operator,
  'keyword.operator.arithmetic': captures.operator,
  'keyword.operator.wordlike.logical': captures.logical,
  'punctuation.section.branches.begin': captures.bracket,
  'punctuation.section.branches.end': captures.bracket,
  'punctuation.section.block.begin': captures.bracket,
  'punctuation.section.block.end': captures.bracket,
  'punctuation.section.parens.begin': captures.bracket,
  'punctuation.section.parens.end': captures.bracket,
  'punctuation.separator.branch': captures.delimiter,
  'punctuation.separator.comma': captures.delimiter,
  'punctuation.terminator.statement': captures.delimiter,
  'keyword.other.declaration': captures.keyword,
  'keyword.other.as': captures.keyword,
  'keyword.control.repeat': captures.repeat,
  'keyword.control.conditional': captures.conditional,
  'support.function.layer': captures.layer,
  'support.function.math': captures.mathFunction,
  'entity.name.type.model': captures.model,
  'entity.name.function.block': captures.block,
  'entity.name.function.call': captures.call,
  'variable.parameter': captures.parameter,
  'variable.parameter.counter': captures.parameter,
  'variable.other.value': captures.value,
  'variable.other': undefined,
  'support.constant.math.ending': captures.ending,
  'support.constant.property-value.option': captures.option,
  'support.variable.metric': captures.metric,
  'support.variable.setting': captures.setting,
  'support.constant.property-value.setting': captures.settingValue,
};

export interface ExpectedCapture {
  readonly start: number;
  readonly image: string;
  readonly capture: string | undefined;
  /** Whether only its place says what it is. */
  readonly isWord: boolean;
}

/** In the order of the text; undefined where it has mistakes of form. */
export function expectedCaptures(text: string): ExpectedCapture[] | undefined {
  return expectedScopes(text)?.map(({ start, image, scope, isWord }) => {
    if (!Object.hasOwn(captureOfScope, scope)) throw new Error(`what is ${scope}, of ${image}, captured as?`);
    return { start, image, isWord, capture: captureOfScope[scope] };
  });
}
