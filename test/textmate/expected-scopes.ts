// The scope that every token and word of a text should have, from the lexer and the tree of cnnc itself.

import type { IToken } from 'chevrotain';
import * as ast from '../../grammar/ast.js';
import { layOut } from '../../grammar/layout.js';
import { tokenize } from '../../grammar/lexer.js';
import { parse } from '../../grammar/parser.js';
import { Source } from '../../grammar/source.js';
import type { LayerDefinition } from '../../compiler/layers/definition.js';
import { layers } from '../../compiler/layers/index.js';
import type { SignatureEntry } from '../../compiler/layers/signature.js';
import { optionWords } from '../../compiler/check/option-words.js';
import { settingOptions } from '../../editors/textmate/vocabulary.js';
import { settingValues } from './told-words.js';
import { tokenScopes } from './token-scopes.js';

const option = 'support.constant.property-value.option';
const ending = 'support.constant.math.ending';

const kindsOfSettings = new Set(settingValues);

export interface Expected {
  readonly start: number;
  readonly image: string;
  readonly scope: string;
  /** Whether only its place says what it is. */
  readonly isWord: boolean;
}

/** In the order of the text; undefined where it has mistakes of form. */
export function expectedScopes(text: string): Expected[] | undefined {
  const source = new Source('model.cnn', text);
  const { file, errors } = parse(source);
  if (errors.length > 0) return undefined;
  const { tokens, comments } = tokenize(text);
  const words = new Words(file.statements).scopes;
  return [...layOut(tokens).tokens, ...comments]
    .filter(({ tokenType }) => tokenType.name !== 'NewLine')
    .toSorted((a, b) => a.startOffset - b.startOffset)
    .map((token) => expectedOf(token, words));
}

function expectedOf(token: IToken, words: ReadonlyMap<number, string>): Expected {
  const { startOffset: start, image } = token;
  const { name } = token.tokenType;
  const isWord = name === 'Name' || name === 'Hyphenated' || name === 'Dotted';
  const scope = isWord ? (words.get(start) ?? 'variable.other') : tokenScopes[name];
  if (scope === undefined) throw new Error(`what scope should ${name}, ${image}, have?`);
  return { start, image, scope, isWord };
}

/** Scopes of words by their place; every other word is a name. */
class Words {
  readonly scopes = new Map<number, string>();

  constructor(statements: readonly ast.Statement[]) {
    this.all(statements, false);
  }

  private note(word: ast.Word | undefined, scope: string): void {
    if (word) this.scopes.set(word.span.start, scope);
  }

  private all(statements: readonly ast.Statement[], isBranch: boolean): void {
    for (const statement of statements) this.statement(statement, isBranch);
  }

  private statement(statement: ast.Statement, isBranch: boolean): void {
    switch (statement.kind) {
      case 'model':
        return this.note(statement.name, 'entity.name.type.model');
      case 'param':
        this.note(statement.name, 'variable.parameter');
        return this.expression(statement.value);
      case 'expect':
        this.note(statement.metric, 'support.variable.metric');
        return this.expression(statement.value);
      case 'block':
        return this.block(statement);
      case 'repeat':
        this.note(statement.counter, 'variable.parameter.counter');
        this.expression(statement.count);
        return this.all(statement.body.statements, false);
      case 'if':
        for (const { condition, body } of statement.cases) {
          this.expression(condition);
          this.all(body.statements, false);
        }
        return this.all(statement.otherwise?.statements ?? [], false);
      case 'from':
        return this.note(statement.name, 'variable.other.value');
      case 'output':
        return statement.names.forEach((name) => this.note(name, 'variable.other.value'));
      case 'train':
        return statement.settings.forEach((setting) => this.setting(setting));
      case 'layer':
        return this.layer(statement, isBranch);
      case 'claim':
        return this.size(statement.size);
      case 'use':
      case 'error':
        return;
    }
  }

  private block({ name, parameters, body }: ast.BlockStatement): void {
    this.note(name, 'entity.name.function.block');
    for (const parameter of parameters) {
      this.note(parameter.name, 'variable.parameter');
      if (parameter.fallback) this.lone(parameter.fallback);
    }
    this.all(body.statements, false);
  }

  private layer(statement: ast.LayerStatement, isBranch: boolean): void {
    const { word, name, claims } = statement;
    this.note(name, 'variable.other.value');
    claims.forEach((claim) => this.size(claim));
    if (word.text === 'input') return this.inputName(statement);
    if (layers.has(word.text)) this.note(word, 'support.function.layer');
    else this.note(word, isValue(statement, isBranch) ? 'variable.other.value' : 'entity.name.function.call');
    let before: string | undefined;
    for (const argument of statement.arguments) {
      this.argument(argument, layers.get(word.text), before);
      before = argument.kind === 'size' ? ast.bareWord(argument)?.text : undefined;
    }
  }

  private argument(
    argument: ast.Argument,
    taken: LayerDefinition | undefined,
    before: string | undefined,
  ): void {
    switch (argument.kind) {
      case 'named':
        this.note(argument.name, 'variable.parameter');
        return this.lone(argument.value);
      case 'branches':
        return argument.branches.forEach(({ statements }) => this.all(statements, true));
      case 'short-branches':
        return argument.groups.flat().forEach((each) => this.expression(each));
      case 'size':
        return taken ? this.ofLayer(argument, taken, before) : this.lone(argument);
      case 'string':
        return;
    }
  }

  /** In `stride stride` the second is a name. */
  private ofLayer(size: ast.Size, taken: LayerDefinition, before: string | undefined): void {
    const word = ast.bareWord(size);
    if (word === undefined) return this.size(size);
    const isOption = optionWords(taken).includes(word.text) || word.text === 'auto';
    if (isOption && before !== word.text) this.optional(word);
  }

  private inputName({ arguments: [first] }: ast.LayerStatement): void {
    const name = first?.kind === 'size' ? ast.bareWord(first) : undefined;
    this.note(name, 'variable.other.value');
  }

  private optional(word: ast.Word): void {
    this.note(word, layers.get(word.text)?.isSuffix ? ending : option);
  }

  /** What may be given to a block. */
  private lone(size: ast.Size): void {
    const word = ast.bareWord(size);
    if (word && isLone(word.text)) this.optional(word);
    else this.size(size);
  }

  private size({ parts }: ast.Size): void {
    for (const part of parts) {
      if (part.kind === 'range') [part.from, part.to].forEach((each) => this.expression(each));
      else if (part.kind !== 'wildcard') this.expression(part);
    }
  }

  private expression(expression: ast.Expression): void {
    if (expression.kind === 'group') this.expression(expression.inner);
    if (expression.kind === 'unary') this.expression(expression.operand);
    if (expression.kind === 'chain') expression.operands.forEach((each) => this.expression(each));
    if (expression.kind === 'call') this.call(expression);
  }

  private call({ name, arguments: groups }: ast.CallExpression): void {
    const taken = layers.get(name.text);
    this.note(name, taken ? ending : 'support.function.math');
    for (const each of groups.flat()) {
      if (each.kind === 'name' && taken && Object.hasOwn(taken.signature, each.name))
        this.scopes.set(each.span.start, option);
      else this.expression(each);
    }
  }

  private setting({ word, values }: ast.Setting): void {
    this.note(word, 'support.variable.setting');
    for (const [i, value] of values.entries()) {
      if (value.kind !== 'word') continue;
      if (kindsOfSettings.has(value.text)) this.note(value, 'support.constant.property-value.setting');
      else if (settingOptions.includes(value.text) || values[i + 1]?.kind === 'number')
        this.note(value, option);
    }
  }
}

function isValue({ word, arguments: given }: ast.LayerStatement, isBranch: boolean): boolean {
  return isBranch && given.length === 0 && /^[a-z]/.test(word.text);
}

/** A flag, a word that stands for a value, or what may end a layer. */
function isLone(word: string): boolean {
  return [...layers.values()].some(
    (layer) =>
      (layer.isSuffix === true && layer.word === word) ||
      Object.entries(layer.signature).some(([name, entry]) => takes(name, entry, word)),
  );
}

function takes(name: string, entry: SignatureEntry, word: string): boolean {
  if (entry.form === 'flag') return name === word;
  const alone = entry.form === 'option' ? entry.alone : [];
  return [...alone, ...(entry.reader.words ?? [])].includes(word);
}
