// From what is written after a layer's word to the values of its signature. Reading goes from
// left to right; where an option and a value could both stand, the option wins.

import {
  bareWord,
  type Argument,
  type Branches,
  type Expression,
  type LayerStatement,
  type NamedArgument,
  type ShortBranches,
  type Size,
  type Word,
} from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Draft } from '../diagnostics/draft.js';
import type { LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import type { ReadContext } from '../layers/read-context.js';
import type { Option, Reader } from '../layers/signature.js';
import * as mistakes from './argument-mistakes.js';
import { MatchingContext, type MatchingParts } from './matching-context.js';
import { none } from './checked-layer.js';
import { evaluate, type Surroundings } from './evaluate.js';
import { sizeGiven } from './given.js';
import { nearest } from './nearest.js';
import { optionWords } from './option-words.js';
import { signatureIndex, type SignatureIndex } from './signature-index.js';
import type { Matched, MatchedSuffix, WrittenArgument } from './matched.js';
import { isLiteral, textOfSize, textOfValue } from './value-text.js';

export interface ArgumentSurroundings extends Surroundings {
  readonly textOf: (node: { readonly span: Span }) => string;
}

type Statement = Pick<LayerStatement, 'word' | 'arguments' | 'span'>;

const noTexts: ReadonlyMap<number, string> = new Map();

export function matchArguments(
  definition: LayerDefinition,
  statement: Statement,
  around: ArgumentSurroundings,
): Matched {
  const { unwritten } = signatureIndex(definition);
  if (statement.arguments.length === 0 && unwritten !== undefined) return unwritten;
  return new Matching(definition, statement, around).run();
}

class Matching implements MatchingParts {
  readonly definition: LayerDefinition;
  readonly statement: Statement;
  readonly around: ArgumentSurroundings;
  private readonly outside: ArgumentSurroundings;
  private readonly context: ReadContext;
  private readonly index: SignatureIndex;
  private readonly values: Record<string, unknown>;
  private readonly written = new Map<string, WrittenArgument>();
  private readonly suffixes: MatchedSuffix[] = [];
  private texts: Map<number, string> | undefined;
  private branches: Branches | ShortBranches | undefined;
  private last: Argument | undefined;
  private position = 0;
  private next = 0;
  private complete = true;

  constructor(definition: LayerDefinition, statement: Statement, around: ArgumentSurroundings) {
    this.definition = definition;
    this.statement = statement;
    this.outside = around;
    const { scope, input, path, nothingArrives, textOf } = around;
    const report = (draft: Draft): void => {
      this.complete = false;
      around.report(draft);
    };
    this.around = { scope, input, path, nothingArrives, textOf, report, options: optionWords(definition) };
    this.context = new MatchingContext(this);
    this.index = signatureIndex(definition);
    this.values = { ...this.index.defaults };
  }

  run(): Matched {
    const given = this.statement.arguments;
    while (this.next < given.length) this.take(given[this.next++]);
    this.requireAll();
    const { values, written, last, suffixes, branches, texts = noTexts } = this;
    const complete = this.complete && suffixes.every(({ matched }) => matched.complete);
    return { values, written, last, suffixes, branches, texts, complete };
  }

  report(draft: Draft): void {
    this.around.report(draft);
  }

  private keepText({ span }: Argument, text: string): void {
    this.texts ??= new Map();
    this.texts.set(span.start, text);
  }

  /** An unknown value makes the call incomplete even where it was reported elsewhere. */
  value(expression: Expression): number | undefined {
    if (dividesWhole(expression)) return this.refuseSlashes(expression);
    const value = evaluate(expression, this.around);
    if (value === undefined) this.complete = false;
    return value;
  }

  /** `dense 10 // classes` would quietly divide. */
  private refuseSlashes(expression: Expression): undefined {
    const divides = evaluate(expression, { ...this.around, report: () => undefined }) !== undefined;
    this.report(mistakes.slashes(expression.span, this.around.textOf(expression), divides));
  }

  private take(argument: Argument): void {
    switch (argument.kind) {
      case 'named':
        return this.refuseNamed(argument);
      case 'branches':
      case 'short-branches':
        return this.takeBranches(argument);
      case 'string':
        return this.refuse(argument);
      case 'size':
        return this.takeSize(argument);
    }
  }

  /** A parameter that stands for a size or a word is read as that. */
  private takeSize(argument: Size): void {
    if (this.takeWord(argument)) return;
    const size = sizeGiven(argument, this.around.scope);
    if (size !== undefined) this.keepText(argument, textOfSize(size));
    if (size === undefined || !this.takeWord(size)) this.takePositional(size ?? argument);
  }

  private takeBranches(argument: Branches | ShortBranches): void {
    if (this.definition.branches === undefined || this.branches !== undefined) return this.refuse(argument);
    this.branches = argument;
    this.last = argument;
  }

  /** True where it is an option, a flag or an ending of this layer. */
  private takeWord(argument: Size): boolean {
    const word = bareWord(argument);
    if (word !== undefined)
      return this.takeOption(word, argument) || this.takeSuffix(word, argument, undefined);
    const [part] = argument.parts;
    if (part.kind !== 'call' || argument.parts.length > 1) return false;
    return this.takeSuffix(part.name, argument, callArguments(part.arguments));
  }

  private takeOption(word: Word, argument: Size): boolean {
    const { signature } = this.definition;
    const entry = Object.hasOwn(signature, word.text) ? signature[word.text] : undefined;
    if (entry?.form === 'flag') this.note(word.text, argument, argument, true);
    else if (entry?.form === 'option') this.takeOptionValue(word, entry, argument);
    else return this.takeLoneValue(word, argument);
    return true;
  }

  /** `same` stands for `pad same`. */
  private takeLoneValue(word: Word, argument: Size): boolean {
    const alone = this.index.alone.get(word.text);
    if (alone) this.note(alone[0], argument, argument, this.read(alone[1].reader, argument));
    return alone !== undefined;
  }

  private takeOptionValue(word: Word, option: Option<unknown>, argument: Size): void {
    const value = this.statement.arguments.at(this.next);
    if (value === undefined || this.isOtherWord(value, option))
      return this.report(mistakes.valueMissing(word, option));
    this.next++;
    const given = sizeGiven(value, this.around.scope) ?? value;
    this.note(word.text, argument, value, this.read(option.reader, given));
  }

  /** Whether a word of the language stands where the option's value should; `stride stride` names a parameter. */
  private isOtherWord(value: Argument, { alone, reader }: Option<unknown>): boolean {
    const word = this.wordOf(value);
    if (word === undefined || alone.includes(word) || reader.words?.includes(word)) return false;
    return !this.around.scope.hasParameter(word);
  }

  private read(reader: Reader<unknown>, argument: Argument): unknown {
    return reader.read(argument, this.context);
  }

  private note(name: string, from: Argument, to: Argument, value: unknown): void {
    const whole = from === to ? to.span : { start: from.span.start, end: to.span.end };
    const earlier = this.written.get(name);
    if (earlier !== undefined) return this.report(mistakes.twice(name, whole, earlier.whole));
    this.written.set(name, { whole, value: to.span });
    if (this.suffixes.length === 0) this.last = to;
    if (value === undefined) return;
    this.values[name] = value;
    const text = to.kind === 'size' && !isLiteral(to) ? textOfValue(value) : undefined;
    if (text !== undefined) this.keepText(to, text);
  }

  /** True where the word is an activation or `bn` that ends the layer. */
  private takeSuffix(word: Word, argument: Argument, given: readonly Argument[] | undefined): boolean {
    const definition = this.definition.suffixes ? layers.get(word.text) : undefined;
    if (definition?.isSuffix !== true) return false;
    const own = given ?? this.valuesAfter(definition);
    const span = { start: word.span.start, end: (own.at(-1) ?? argument).span.end };
    const matched = matchArguments(definition, { word, arguments: own, span }, this.outside);
    const earlier = this.suffixes.find((suffix) => (suffix.word.text === 'bn') === (word.text === 'bn'));
    if (earlier) this.report(mistakes.secondEnding(word, earlier.word));
    else this.suffixes.push({ word, definition, matched });
    return true;
  }

  /** Numbers that follow a suffix's word and that it takes: `leaky 0.1`. */
  private valuesAfter(definition: LayerDefinition): readonly Argument[] {
    const wanted = signatureIndex(definition).positionals.length;
    if (wanted === 0) return none;
    const values: Argument[] = [];
    while (values.length < wanted) {
      const argument = this.statement.arguments.at(this.next);
      if (argument?.kind !== 'size' || argument.parts.length !== 1 || this.isEnding(argument)) break;
      values.push(argument);
      this.next++;
    }
    return values;
  }

  /** Also with options of its own: `bn(eps 1e-5)`. */
  private isEnding(argument: Size): boolean {
    const [part] = argument.parts;
    const isCall = part.kind === 'call' && layers.get(part.name.text)?.isSuffix === true;
    return isCall || this.wordOf(argument) !== undefined;
  }

  /** A word of the language; undefined for values, those of parameters included. */
  private wordOf(argument: Argument): string | undefined {
    const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
    const known = word !== undefined && (optionWords(this.definition).includes(word) || layers.has(word));
    return known ? word : undefined;
  }

  private takePositional(argument: Size): void {
    const entry = this.index.positionals.at(this.position);
    if (entry === undefined) return this.refuse(argument);
    this.position++;
    const [name, { reader }] = entry;
    this.note(name, argument, argument, reader.read(argument, this.swapping(argument)));
  }

  /** A size where a number is wanted may only have come too early. */
  private swapping(argument: Size): ReadContext {
    const following = this.statement.arguments.at(this.next);
    if (argument.parts.length === 1 || following?.kind !== 'size' || this.wordOf(following))
      return this.context;
    const candidates = [mistakes.swapped(argument, following, this.context)];
    const report = (draft: Draft): void => this.report({ ...draft, candidates });
    return Object.create(this.context, { report: { value: report } }) as ReadContext;
  }

  private refuseNamed(argument: NamedArgument): void {
    this.report(mistakes.named(this.definition, argument, this.context));
    // It stands for the next value, so that what follows keeps its place.
    if (!optionWords(this.definition).includes(argument.name.text)) this.position++;
  }

  private refuse(argument: Argument): void {
    if (this.isUnknown(argument)) return void (this.complete = false);
    this.report(mistakes.surplus(this.definition, argument, this.context, this.meaningOf(argument)));
    this.skipValueOf(argument);
  }

  /** A parameter of a block that nothing calls may stand for anything, an option or an ending too. */
  private isUnknown(argument: Argument): boolean {
    const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
    const { scope } = this.around;
    return word !== undefined && scope.hasParameter(word) && scope.parameter(word) === undefined;
  }

  /** What a parameter stands for, where one is named alone. */
  private meaningOf(argument: Argument): string | undefined {
    // A size that it stands for is there already, in its place.
    const value =
      argument.kind === 'size' ? this.around.scope.parameter(this.around.textOf(argument)) : undefined;
    if (value === undefined) return undefined;
    return typeof value === 'number' ? textOfValue(value) : textOfSize(value);
  }

  /** What follows a misspelt option is its value, and no mistake of its own. */
  private skipValueOf(argument: Argument): void {
    const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
    const meant = word && nearest(word, optionWords(this.definition));
    const following = this.statement.arguments.at(this.next);
    if (!meant || following === undefined || this.wordOf(following)) return;
    const { signature } = this.definition;
    if (Object.hasOwn(signature, meant) && signature[meant].form === 'option') this.next++;
  }

  /** Where something else is wrong, what is missing may be only its consequence. */
  private requireAll(): void {
    if (!this.complete) return;
    const { definition, last, statement } = this;
    const missing = this.index.positionals.find(
      ([name, { required }]) => required && !this.written.has(name),
    );
    const end = (last ?? statement.word).span;
    if (missing) this.report(mistakes.positionalMissing(definition, missing, end));
    else if (definition.branches && this.branches === undefined)
      this.report(mistakes.branchesMissing(definition, statement.word.span));
  }
}

function callArguments(groups: readonly (readonly Expression[])[]): Argument[] {
  return groups.flat().map((part) => ({ kind: 'size', parts: [part], span: part.span }));
}

/** Whether a `//` stands in no parentheses. */
function dividesWhole(expression: Expression): boolean {
  if (expression.kind !== 'chain') return false;
  return expression.operators.includes('//') || expression.operands.some(dividesWhole);
}
