// From what is written after a layer's word to the values of its signature. Reading goes from
// left to right; where an option and a value could both stand, the option wins.

import {
  bareWord,
  type Argument,
  type Branches,
  type Expression,
  type LayerStatement,
  type ShortBranches,
  type Word,
} from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Draft } from '../diagnostics/draft.js';
import type { LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import type { ReadContext } from '../layers/read-context.js';
import type { Option, Positional, Reader, Signature, Values } from '../layers/signature.js';
import { evaluate, type Surroundings } from './evaluate.js';
import { nearest } from './nearest.js';
import { usageOf } from './usage.js';

export interface MatchedSuffix {
  readonly word: Word;
  readonly definition: LayerDefinition;
  readonly matched: Matched;
}

export interface Matched {
  readonly values: Values<Signature>;
  /** Where values stand. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Where arguments stand, their option's word included. */
  readonly written: ReadonlyMap<string, Span>;
  /** The last argument before the first suffix. */
  readonly last: Argument | undefined;
  readonly suffixes: readonly MatchedSuffix[];
  readonly branches: Branches | ShortBranches | undefined;
  /** Whether everything fits; the mistakes are reported. */
  readonly complete: boolean;
}

export interface ArgumentSurroundings extends Surroundings {
  readonly textOf: (node: { readonly span: Span }) => string;
}

export function matchArguments(
  definition: LayerDefinition,
  statement: Pick<LayerStatement, 'word' | 'arguments' | 'span'>,
  around: ArgumentSurroundings,
): Matched {
  return new Matching(definition, statement, around).run();
}

class Matching {
  private readonly definition: LayerDefinition;
  private readonly statement: Pick<LayerStatement, 'word' | 'arguments' | 'span'>;
  private readonly around: ArgumentSurroundings;
  private readonly context: ReadContext;
  private readonly positionals: readonly [string, Positional<unknown>][];
  private readonly values: Record<string, unknown> = {};
  private readonly spans = new Map<string, Span>();
  private readonly written = new Map<string, Span>();
  private readonly suffixes: MatchedSuffix[] = [];
  private branches: Branches | ShortBranches | undefined;
  private last: Argument | undefined;
  private position = 0;
  private next = 0;
  private complete = true;

  constructor(
    definition: LayerDefinition,
    statement: Pick<LayerStatement, 'word' | 'arguments' | 'span'>,
    around: ArgumentSurroundings,
  ) {
    this.definition = definition;
    this.statement = statement;
    this.around = { ...around, options: this.optionWords() };
    this.context = {
      evaluate: (expression) => this.value(expression),
      textOf: around.textOf,
      report: (draft) => this.report(draft),
    };
    this.positionals = Object.entries(definition.signature).filter(
      (entry): entry is [string, Positional<unknown>] => entry[1].form === 'positional',
    );
    this.fillDefaults();
  }

  run(): Matched {
    const given = this.statement.arguments;
    while (this.next < given.length) this.take(given[this.next++]);
    this.requirePositionals();
    const { values, spans, written, last, suffixes, branches, complete } = this;
    const whole = complete && suffixes.every(({ matched }) => matched.complete);
    return { values, spans, written, last, suffixes, branches, complete: whole };
  }

  private get word(): string {
    return this.statement.word.text;
  }

  private report(draft: Draft): void {
    this.complete = false;
    this.around.report(draft);
  }

  /** An unknown value makes the call incomplete even where it was reported elsewhere. */
  private value(expression: Expression): number | undefined {
    const trap = wholeDivisionOf(expression);
    if (trap !== undefined) return this.refuseComment(expression);
    const value = evaluate(expression, { ...this.around, report: (draft) => this.report(draft) });
    if (value === undefined) this.complete = false;
    return value;
  }

  /** `dense 10 // classes` would quietly divide. */
  private refuseComment(expression: Expression): undefined {
    const message = '`//` divides, it starts no comment';
    const help = 'a comment starts with `#`; a division of an argument stands in parentheses: `(a // b)`';
    this.report({ code: 'CNN206', span: expression.span, message, help });
  }

  private fillDefaults(): void {
    for (const [name, entry] of Object.entries(this.definition.signature)) {
      if (entry.form === 'flag') this.values[name] = false;
      else if (entry.form === 'option') this.values[name] = entry.fallback;
    }
  }

  private take(argument: Argument): void {
    if (argument.kind === 'named') return this.refuseNamed(argument.name, argument);
    if (argument.kind === 'branches' || argument.kind === 'short-branches')
      return this.takeBranches(argument);
    if (argument.kind === 'string') return this.surplus(argument);
    const word = bareWord(argument);
    if (word !== undefined && (this.takeOption(word, argument) || this.takeSuffix(word, argument, undefined)))
      return;
    const [part] = argument.parts;
    if (part.kind === 'call' && argument.parts.length === 1) {
      if (this.takeSuffix(part.name, argument, callArguments(part.arguments))) return;
    }
    this.takePositional(argument);
  }

  private takeBranches(argument: Branches | ShortBranches): void {
    if (this.definition.branches === undefined || this.branches !== undefined) return this.surplus(argument);
    this.branches = argument;
    this.last = argument;
  }

  /** True where the word is an option or a flag of this layer. */
  private takeOption(word: Word, argument: Argument): boolean {
    const { signature } = this.definition;
    const entry = Object.hasOwn(signature, word.text) ? signature[word.text] : undefined;
    if (entry?.form === 'flag') {
      this.note(word.text, argument, argument, true);
      return true;
    }
    if (entry?.form === 'option') {
      this.takeOptionValue(word, entry, argument);
      return true;
    }
    const alone = Object.entries(signature).find(
      (pair): pair is [string, Option<unknown>] =>
        pair[1].form === 'option' && pair[1].alone.includes(word.text),
    );
    if (alone === undefined) return false;
    this.note(alone[0], argument, argument, alone[1].reader.read(argument, this.context));
    return true;
  }

  private takeOptionValue(word: Word, entry: Option<unknown>, argument: Argument): void {
    const value = this.statement.arguments[this.next] as Argument | undefined;
    if (value === undefined) {
      const message = `\`${word.text}\` wants ${entry.reader.wants}`;
      return this.report({ code: 'CNN204', span: word.span, message, help: entry.about });
    }
    this.next++;
    this.note(word.text, argument, value, this.read(entry.reader, value));
  }

  private read(reader: Reader<unknown>, argument: Argument): unknown {
    if (argument.kind === 'size' || argument.kind === 'string') return reader.read(argument, this.context);
    const message = `expected ${reader.wants}, found \`${clipped(this.around.textOf(argument))}\``;
    this.report({ code: 'CNN206', span: argument.span, message });
    return undefined;
  }

  private note(name: string, from: Argument, to: Argument, value: unknown): void {
    const span = { start: from.span.start, end: to.span.end };
    const earlier = this.written.get(name);
    if (earlier !== undefined) {
      const related = [{ span: earlier, message: 'first given here' }];
      this.report({ code: 'CNN205', span, message: `\`${name}\` is given twice`, related });
      return;
    }
    this.written.set(name, span);
    this.spans.set(name, to.span);
    if (this.suffixes.length === 0) this.last = to;
    if (value !== undefined) this.values[name] = value;
  }

  /** True where the word is an activation or `bn` that ends the layer. */
  private takeSuffix(word: Word, argument: Argument, given: readonly Argument[] | undefined): boolean {
    const definition = this.definition.suffixes ? layers.get(word.text) : undefined;
    if (definition?.isSuffix !== true) return false;
    const own = given ?? this.valuesAfter(definition);
    const statement = {
      word,
      arguments: own,
      span: { start: word.span.start, end: (own.at(-1) ?? argument).span.end },
    };
    const matched = matchArguments(definition, statement, this.around);
    const group = word.text === 'bn' ? 'bn' : 'activation';
    const earlier = this.suffixes.find(
      (suffix) => (suffix.word.text === 'bn' ? 'bn' : 'activation') === group,
    );
    if (earlier === undefined) this.suffixes.push({ word, definition, matched });
    else this.twice(group, word, earlier.word);
    return true;
  }

  private twice(group: string, word: Word, earlier: Word): void {
    const message =
      group === 'bn'
        ? '`bn` is given twice'
        : `a layer has one activation: \`${earlier.text}\` is given already`;
    const related = [{ span: earlier.span, message: 'first given here' }];
    this.report({
      code: 'CNN205',
      span: word.span,
      message,
      related,
      help: `put \`${word.text}\` on the next line`,
    });
  }

  /** Numbers that follow a suffix's word and that it takes: `leaky 0.1`. */
  private valuesAfter(definition: LayerDefinition): Argument[] {
    const wanted = Object.values(definition.signature).filter((entry) => entry.form === 'positional').length;
    const values: Argument[] = [];
    while (values.length < wanted) {
      const argument = this.statement.arguments[this.next] as Argument | undefined;
      if (argument?.kind !== 'size' || argument.parts.length !== 1 || this.isWord(argument)) break;
      values.push(argument);
      this.next++;
    }
    return values;
  }

  private isWord(argument: Argument): boolean {
    const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
    return word !== undefined && (this.optionWords().includes(word) || layers.has(word));
  }

  private takePositional(argument: Argument): void {
    const entry = this.positionals[this.position] as [string, Positional<unknown>] | undefined;
    if (entry === undefined) return this.surplus(argument);
    this.position++;
    this.note(entry[0], argument, argument, entry[1].reader.read(argument, this.context));
  }

  private refuseNamed(name: Word, argument: Argument): void {
    const value = this.around
      .textOf(argument)
      .slice(name.text.length)
      .replace(/^\s*=\s*/, '');
    const option = this.optionWords().includes(name.text);
    const words = option ? `${name.text} ${value}` : value;
    this.report({
      code: 'CNN205',
      span: argument.span,
      message: `layers take their arguments without \`=\``,
      candidates: [replacing(argument.span, words)],
    });
  }

  private surplus(argument: Argument): void {
    const word = argument.kind === 'size' ? bareWord(argument) : undefined;
    const text = clipped(this.around.textOf(argument));
    const usage = usageOf(this.definition);
    if (word === undefined) {
      const message = `\`${this.word}\` does not take \`${text}\``;
      return this.report({ code: 'CNN205', span: argument.span, message, help: usage });
    }
    const meant = nearest(word.text, this.optionWords());
    this.report({
      code: 'CNN205',
      span: argument.span,
      message: `\`${this.word}\` does not take \`${word.text}\``,
      help: meant ? `did you mean \`${meant}\`?` : usage,
      ...(meant && { candidates: [replacing(argument.span, meant)] }),
    });
  }

  /** All words that can stand after the layer's. */
  private optionWords(): string[] {
    const { signature, suffixes } = this.definition;
    const own = Object.entries(signature).flatMap(([name, entry]) => {
      if (entry.form === 'positional') return entry.reader.words ?? [];
      return entry.form === 'option' ? [name, ...entry.alone] : [name];
    });
    const endings = suffixes
      ? [...layers.values()].filter(({ isSuffix }) => isSuffix).map(({ word }) => word)
      : [];
    return [...own, ...endings];
  }

  private requirePositionals(): void {
    const { branches, word } = this.definition;
    const missing = this.positionals.find(([name, { required }]) => required && !this.written.has(name));
    if (missing !== undefined) {
      const [name, { reader }] = missing;
      const message = `\`${word}\` lacks its ${name}`;
      const label = `${reader.wants} is missing here`;
      this.report({
        code: 'CNN204',
        span: (this.last ?? this.statement.word).span,
        message,
        label,
        help: usageOf(this.definition),
      });
    } else if (branches !== undefined && this.branches === undefined) {
      const message = `\`${word}\` lacks its branches`;
      this.report({
        code: 'CNN204',
        span: this.statement.word.span,
        message,
        help: usageOf(this.definition),
      });
    }
  }
}

function replacing(span: Span, text: string): Candidate {
  return { edits: [{ span, text }], safe: false, title: () => `write \`${text}\`` };
}

function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

function callArguments(groups: readonly (readonly Expression[])[]): Argument[] {
  return groups.flat().map((part) => ({ kind: 'size', parts: [part], span: part.span }));
}

/** A `//` that stands in no parentheses. */
function wholeDivisionOf(expression: Expression): Expression | undefined {
  if (expression.kind !== 'chain') return undefined;
  if (expression.operators.includes('//')) return expression;
  return expression.operands.map(wholeDivisionOf).find((found) => found !== undefined);
}
