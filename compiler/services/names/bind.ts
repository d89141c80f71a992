// Binds the names in one text to what they stand for, without values: every body is walked once,
// whether it runs or not, with the names that it would see.

import {
  bareWord,
  type Argument,
  type BlockStatement,
  type Body,
  type Expression,
  type File,
  type LayerStatement,
  type NamedArgument,
  type Size,
  type Statement,
  type TrainStatement,
  type Word,
} from '../../../grammar/ast.js';
import type { Source, Span } from '../../../grammar/source.js';
import { layers } from '../../layers/index.js';
import type { LayerDefinition } from '../../layers/definition.js';
import type { Declaration, DeclarationKind, Occurrence } from './declaration.js';
import { isPassedOn, tellApart } from './layer-words.js';
import { namesIn } from './named-expressions.js';
import { NameTable } from './name-table.js';
import { namesInSetting } from './setting-names.js';

export interface Bound {
  /** In the order in which they were met. */
  readonly occurrences: readonly Occurrence[];
  /** Words of layers, such as `stride` and `same`, that only a layer's signature tells from names. */
  readonly words: readonly Span[];
}

/** `used` are the blocks of the files behind `use`. */
export function bind(file: File, source: Source, used: readonly Declaration[]): Bound {
  const binder = new Binder(source);
  binder.file(file, used);
  return binder;
}

export function blockOf(block: BlockStatement, source: Source): Declaration {
  return { kind: 'block', name: block.name.text, source, span: block.name.span, block };
}

class Binder implements Bound {
  readonly occurrences: Occurrence[] = [];
  readonly words: Span[] = [];
  private readonly source: Source;
  private readonly outputs = new Set<string>();

  constructor(source: Source) {
    this.source = source;
  }

  file({ statements }: File, used: readonly Declaration[]): void {
    const names = new NameTable();
    const blocks = statements.filter((statement) => statement.kind === 'block');
    for (const block of blocks) this.declareAs(blockOf(block, this.source), names);
    for (const declaration of used) names.declare(declaration);
    for (const statement of statements) this.statement(statement, names);
    // These see the parameters and outputs of the whole file, wherever they stand.
    for (const statement of statements) this.late(statement, names);
    for (const block of blocks) this.block(block, names.forBlock());
  }

  private late(statement: Statement, names: NameTable): void {
    if (statement.kind === 'expect') this.expression(statement.value, names);
    if (statement.kind === 'train') this.train(statement, names);
  }

  private declare(kind: DeclarationKind, { text, span }: Word, names: NameTable): void {
    this.declareAs({ kind, name: text, source: this.source, span }, names);
  }

  private declareAs(declaration: Declaration, names: NameTable): void {
    names.declare(declaration);
    this.occurrences.push({ span: declaration.span, declaration, isDeclaration: true });
  }

  private use({ text, span }: Word, names: NameTable): void {
    const declaration = names.find(text);
    if (declaration !== undefined) this.occurrences.push({ span, declaration, isDeclaration: false });
  }

  private block({ parameters, body }: BlockStatement, names: NameTable): void {
    for (const { name, fallback } of parameters) {
      if (fallback) this.given(fallback, names);
      this.declare('block-parameter', name, names);
    }
    for (const statement of body.statements) this.statement(statement, names);
  }

  private body({ statements }: Body, names: NameTable): void {
    for (const statement of statements) this.statement(statement, names);
  }

  private statement(statement: Statement, names: NameTable): void {
    switch (statement.kind) {
      case 'param':
        this.expression(statement.value, names);
        return this.declare('parameter', statement.name, names);
      case 'layer':
        return this.layer(statement, names);
      case 'claim':
        return this.size(statement.size, names);
      case 'repeat': {
        this.expression(statement.count, names);
        const inside = names.forBody();
        if (statement.counter) this.declare('counter', statement.counter, inside);
        return this.body(statement.body, inside);
      }
      case 'if':
        for (const { condition, body } of statement.cases) {
          this.expression(condition, names);
          this.body(body, names.forBody());
        }
        if (statement.otherwise) this.body(statement.otherwise, names.forBody());
        return;
      case 'from':
        return this.use(statement.name, names);
      case 'output':
        for (const name of statement.names) {
          this.outputs.add(name.text);
          this.use(name, names);
        }
        return;
      case 'expect':
      case 'train':
      case 'model':
      case 'use':
      case 'block':
      case 'error':
        return;
    }
  }

  private train({ settings }: TrainStatement, names: NameTable): void {
    for (const setting of settings)
      for (const word of namesInSetting(setting, this.outputs)) this.use(word, names);
  }

  private layer(statement: LayerStatement, names: NameTable): void {
    const { word, arguments: given, claims, name } = statement;
    const definition = layers.get(word.text);
    const input = word.text === 'input' ? nameOfInput(given) : undefined;
    if (word.text === 'input') this.arguments(input ? given.slice(1) : given, names);
    else if (definition) this.ownLayer(definition, given, names);
    else this.call(statement, names);
    for (const claim of claims) this.size(claim, names);
    const declared = input ?? name;
    if (declared) this.declare('value', declared, names);
  }

  private arguments(given: readonly Argument[], names: NameTable): void {
    for (const argument of given) this.argument(argument, names);
  }

  private ownLayer(definition: LayerDefinition, given: readonly Argument[], names: NameTable): void {
    const isParameter = (name: string) => {
      const kind = names.find(name)?.kind;
      return kind !== undefined && kind !== 'value' && kind !== 'block';
    };
    const { words, values } = tellApart(definition, given, isParameter);
    this.words.push(...words);
    this.arguments(values, names);
  }

  /** A block with what it is given, or a branch that starts with a named value. */
  private call({ word, arguments: given }: LayerStatement, names: NameTable): void {
    this.use(word, names);
    const block = names.find(word.text);
    for (const argument of given)
      if (argument.kind === 'named') this.named(argument, block, names);
      else if (argument.kind === 'size') this.given(argument, names);
      else this.argument(argument, names);
  }

  private named({ name, value }: NamedArgument, block: Declaration | undefined, names: NameTable): void {
    const parameter = block?.block?.parameters.find((each) => each.name.text === name.text)?.name;
    if (block && parameter)
      this.occurrences.push({
        span: name.span,
        declaration: { kind: 'block-parameter', name: name.text, source: block.source, span: parameter.span },
        isDeclaration: false,
      });
    this.given(value, names);
  }

  /** A word that says something by itself is passed on as it is, unless it names a value. */
  private given(size: Size, names: NameTable): void {
    const word = bareWord(size);
    const isWord = word !== undefined && isPassedOn(word.text) && names.find(word.text)?.kind !== 'value';
    if (isWord) this.words.push(word.span);
    else this.size(size, names);
  }

  private argument(argument: Argument, names: NameTable): void {
    if (argument.kind === 'size') this.size(argument, names);
    else if (argument.kind === 'named') this.size(argument.value, names);
    else if (argument.kind === 'short-branches')
      for (const value of argument.groups.flat()) this.expression(value, names);
    else if (argument.kind === 'branches')
      for (const branch of argument.branches)
        for (const statement of branch.statements) this.statement(statement, names);
  }

  private size(size: Size, names: NameTable): void {
    for (const part of size.parts)
      if (part.kind === 'range') {
        this.expression(part.from, names);
        this.expression(part.to, names);
      } else if (part.kind !== 'wildcard') this.expression(part, names);
  }

  private expression(expression: Expression, names: NameTable): void {
    for (const word of namesIn(expression)) this.use(word, names);
  }
}

/** `input left 28x28x1` */
function nameOfInput([first, second]: readonly Argument[]): Word | undefined {
  return first?.kind === 'size' && second !== undefined ? bareWord(first) : undefined;
}
