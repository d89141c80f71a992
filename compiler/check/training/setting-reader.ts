// Reads the values of one training setting, or of one entry of its list, from left to right.

import { isCalculated, type Expression, type Setting, type SettingValue } from '../../../grammar/ast.js';
import { numberOf as numberOfLiteral } from '../../../grammar/literals.js';
import type { Span } from '../../../grammar/source.js';
import type { Report } from '../../diagnostics/draft.js';
import { replacing } from '../argument-mistakes.js';
import { evaluate } from '../evaluate.js';
import { nearest } from '../nearest.js';
import type { Scope } from '../scope.js';
import type { NumberRange } from './number-range.js';
import {
  isNumberOption,
  type OptionValues,
  type SettingOption,
  type SettingOptions,
} from './setting-option.js';
import { foreignMark, noWord, outOfRange, type Trouble } from './value-mistakes.js';

export interface Reading {
  readonly scope: Scope;
  readonly report: Report;
  readonly textOf: (node: { readonly span: Span }) => string;
  readonly isSetting: (word: string) => boolean;
}

/** How a setting is written. */
export interface Usage {
  readonly example: string;
  /** With one of its words. */
  formWith?(word: string): string | undefined;
}

interface Wants {
  /** As a sentence. */
  readonly wants: string;
  readonly words: readonly string[];
}

/** A value that may be calculated; undefined for all else. */
function expressionOf(value: SettingValue): Expression | undefined {
  if (value.kind === 'word') return { kind: 'name', name: value.text, span: value.span };
  if (value.kind !== 'size') return isCalculated(value) ? value : undefined;
  const [part] = value.parts;
  return value.parts.length > 1 || part.kind === 'wildcard' || part.kind === 'range' ? undefined : part;
}

export class SettingReader {
  readonly span: Span;
  private readonly subject: string;
  private readonly usage: Usage;
  /** What helps where nothing better is known. */
  private help: string;
  private readonly around: Reading;
  private readonly rest: SettingValue[];
  private failed = false;

  constructor({ word, values, span }: Setting, usage: Usage, around: Reading) {
    this.subject = word.text;
    this.span = span;
    this.usage = usage;
    this.help = `write it as in \`${usage.example}\``;
    this.around = around;
    this.rest = [...values];
  }

  get hasFailed(): boolean {
    return this.failed;
  }

  /** Of the next value; of the whole where there is none. */
  get nextSpan(): Span {
    return (this.rest as readonly (SettingValue | undefined)[])[0]?.span ?? this.span;
  }

  /** Whether the next value is one of these words. */
  isNext(words: readonly string[]): boolean {
    const [value] = this.rest as readonly (SettingValue | undefined)[];
    return value?.kind === 'word' && words.includes(value.text);
  }

  /** One of these words. */
  word<Word extends string>(words: readonly Word[], wants: string): Word | undefined {
    const value = this.rest.shift();
    const known = value?.kind === 'word' ? words.find((word) => word === value.text) : undefined;
    if (known !== undefined) return this.take(known);
    const listed = words.map((word) => `\`${word}\``).join(', ');
    if (value?.kind !== 'word')
      return this.refuse(value, words, { message: `\`${this.subject}\` wants ${wants}: ${listed}` });
    return this.tell({
      span: value.span,
      message: `\`${value.text}\` is not ${wants}: ${listed}`,
      ...nearby(value.span, value.text, words),
    });
  }

  private take<Word extends string>(word: Word): Word {
    const form = this.usage.formWith?.(word);
    if (form !== undefined) this.help = `write \`${form}\``;
    return word;
  }

  /** A name, bare or in quotes. */
  reference(wants: string): { readonly text: string; readonly span: Span } | undefined {
    const value = this.rest.shift();
    if (value?.kind === 'word') return value;
    if (value?.kind === 'string') return { text: value.value, span: value.span };
    return this.refuse(value, [], { message: `\`${this.subject}\` wants ${wants}` });
  }

  string(wants: string): string | undefined {
    const value = this.rest.shift();
    if (value?.kind === 'string') return value.value;
    const bare =
      value && value.kind !== 'comma'
        ? [replacing(value.span, JSON.stringify(this.around.textOf(value)))]
        : [];
    return this.refuse(value, [], { message: `\`${this.subject}\` wants ${wants}`, candidates: bare });
  }

  /** The next value, as the number of `of`, where also `words` could have stood. */
  number(range: NumberRange, of = this.subject, words: readonly string[] = []): number | undefined {
    if (this.failed) return undefined;
    const value = this.rest.shift();
    const number = this.numberOf(value, { wants: `\`${of}\` wants ${range.wants}`, words });
    if (value === undefined || number === undefined || range.fits(number)) return number;
    return this.tell(outOfRange(value, number, { range, of, text: this.around.textOf(value) }));
  }

  /** Two numbers, `10%x5%`, or one that stands for both. */
  pair(range: NumberRange, of: string): readonly [number, number] | undefined {
    const [value] = this.rest as readonly (SettingValue | undefined)[];
    if (value?.kind !== 'size' || value.parts.length !== 2) {
      const both = this.number(range, of);
      return both === undefined ? undefined : [both, both];
    }
    this.rest.splice(
      0,
      1,
      ...value.parts.map((part): SettingValue => ({ kind: 'size', parts: [part], span: part.span })),
    );
    const [first, second] = [this.number(range, of), this.number(range, of)];
    return first === undefined || second === undefined ? undefined : [first, second];
  }

  /** One of these words, or none of them, which says `fallback`. */
  oneOf<Word extends string>(words: Readonly<Record<Word, unknown>>, fallback: Word): Word | undefined {
    const known = Object.keys(words) as Word[];
    const chosen = this.isNext(known) ? this.word(known, 'known') : fallback;
    this.finish(known);
    return this.failed ? undefined : chosen;
  }

  /** Words with their numbers, and words alone, in any order; undefined after a mistake. */
  options<Options extends SettingOptions>(options: Options): OptionValues<Options> | undefined {
    const found = new Map<string, number | boolean>();
    const words = Object.keys(options);
    while (this.isNext(words) && !this.failed) {
      const { text, span } = this.rest.shift() as Extract<SettingValue, { kind: 'word' }>;
      if (found.has(text)) return this.tell({ span, message: `\`${text}\` is given twice` });
      const option = options[text];
      found.set(text, isNumberOption(option) ? (this.number(option.range, text, words) ?? NaN) : true);
    }
    this.finish(words);
    for (const word of words) if (!found.has(word)) this.takeFallback(word, options[word], found);
    return this.failed ? undefined : (Object.fromEntries(found) as OptionValues<Options>);
  }

  private takeFallback(word: string, option: SettingOption, found: Map<string, number | boolean>): void {
    if (!isNumberOption(option)) found.set(word, false);
    else if (option.fallback !== undefined) found.set(word, numberOfLiteral(option.fallback));
    else
      this.tell({
        span: this.span,
        message: `\`${this.subject}\` lacks its \`${word}\`, ${option.range.wants}`,
      });
  }

  /** What stands between commas, an entry each; after a mistake none. */
  entries(wants: string): SettingReader[] {
    const values = this.rest.splice(0);
    if (values.some((value, at) => this.goesOn(value, values.slice(at + 1, at + 3)))) return [];
    const groups: SettingValue[][] = [[]];
    for (const value of values)
      if (value.kind === 'comma') groups.push([]);
      else groups[groups.length - 1].push(value);
    if (groups.every(({ length }) => length > 0)) return groups.map((group) => this.entry(group));
    const message = groups.length > 1 ? 'has a comma with nothing beside it' : `wants ${wants}`;
    this.refuse(undefined, [], { message: `\`${this.subject}\` ${message}` });
    return [];
  }

  /** A comma where a setting was to end: after it a line break says nothing. */
  private goesOn(comma: SettingValue, [word, value]: readonly (SettingValue | undefined)[]): boolean {
    if (comma.kind !== 'comma' || word?.kind !== 'word' || value === undefined) return false;
    if (value.kind === 'comma' || !this.around.isSetting(word.text)) return false;
    const { span } = comma;
    const message = `\`${word.text}\` is a setting of its own, and this comma makes it a part of \`${this.subject}\``;
    const help = 'write `;`, or take the comma out and begin a line';
    const candidates = [{ edits: [{ span, text: ';' }], safe: true, title: () => 'write `;` instead' }];
    this.tell({ span, message, help, candidates });
    return true;
  }

  private entry(values: readonly SettingValue[]): SettingReader {
    const span = { start: values[0].span.start, end: (values.at(-1) as SettingValue).span.end };
    return new SettingReader(
      { word: { text: this.subject, span }, values, span },
      { example: this.usage.example },
      this.around,
    );
  }

  /** Whatever is left was not wanted; `words` are those that could have stood here. */
  finish(words: readonly string[] = [], entries: readonly string[] = []): void {
    const [surplus] = this.rest as readonly (SettingValue | undefined)[];
    if (surplus === undefined || this.failed || this.goesOn(surplus, this.rest.slice(1, 3))) return;
    const text = surplus.kind === 'word' ? surplus.text : '';
    if (entries.includes(text)) return this.lacksComma(surplus, text);
    this.refuse(surplus, words, {
      message: `\`${this.subject}\` does not take ${surplus.kind === 'comma' ? 'a list' : `\`${this.around.textOf(surplus)}\` here`}`,
      ...nearby(surplus.span, text, words),
    });
  }

  private lacksComma({ span }: SettingValue, text: string): void {
    const at = { start: span.start - 1, end: span.start };
    const title = `write \`, ${text}\``;
    const candidates = [{ edits: [{ span: at, text: ', ' }], safe: true, title: () => title }];
    this.tell({ span, message: `a comma is missing before \`${text}\``, candidates });
  }

  private numberOf(value: SettingValue | undefined, { wants: message, words }: Wants): number | undefined {
    const expression = value && expressionOf(value);
    if (expression === undefined) return this.refuse(value, [], { message });
    const { scope, report } = this.around;
    const isWord = value?.kind === 'word' && words.includes(value.text) && !scope.hasParameter(value.text);
    if (isWord) return this.refuse(value, [], { message });
    const number = evaluate(expression, {
      scope,
      input: undefined,
      nothingArrives: true,
      report,
      options: words,
    });
    this.failed ||= number === undefined;
    return number;
  }

  /** Says what is wrong with a value, as far as it shows, else `otherwise`. */
  private refuse(
    value: SettingValue | undefined,
    words: readonly string[],
    otherwise: Omit<Trouble, 'span'>,
  ): undefined {
    const { textOf } = this.around;
    const shown =
      value &&
      (foreignMark(value, this.rest, { subject: this.subject, textOf }) ?? noWord(value, words, textOf));
    return this.tell(shown ?? { span: value?.span ?? this.span, ...otherwise });
  }

  /** Reports the first mistake of a setting; what follows may be its consequence. */
  tell({ span, message, help = this.help, candidates = [] }: Trouble): undefined {
    if (!this.failed) this.around.report({ code: 'CNN502', span, message, help, candidates });
    this.failed = true;
  }
}

/** What a word most likely meant. */
function nearby(span: Span, text: string, words: readonly string[]): Pick<Trouble, 'help' | 'candidates'> {
  const meant = nearest(text, words);
  return meant === undefined
    ? {}
    : { help: `did you mean \`${meant}\`?`, candidates: [replacing(span, meant)] };
}
