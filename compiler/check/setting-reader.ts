// Reads the values of one training setting, from left to right.

import type { Setting, SettingValue } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import { replacing } from './argument-mistakes.js';
import { nearest } from './nearest.js';
import type { Scope } from './scope.js';

export class SettingReader {
  private readonly setting: Setting;
  /** How it is written, for example. */
  private readonly example: string;
  private readonly scope: Scope;
  private readonly report: Report;
  private readonly rest: SettingValue[];
  private failed = false;

  constructor(setting: Setting, example: string, scope: Scope, report: Report) {
    this.setting = setting;
    this.example = example;
    this.scope = scope;
    this.report = report;
    this.rest = [...setting.values];
  }

  /** One of these words. */
  word<Word extends string>(words: readonly Word[], wants: string): Word | undefined {
    const value = this.rest.shift();
    const listed = words.map((word) => `\`${word}\``).join(', ');
    if (value?.kind !== 'word') return this.refuse(value, `${wants}: ${listed}`);
    const known = words.find((word) => word === value.text);
    if (known !== undefined) return known;
    const meant = nearest(value.text, words);
    return this.fail(value.span, `\`${value.text}\` is not ${wants}: ${listed}`, meant);
  }

  string(wants: string): string | undefined {
    const value = this.rest.shift();
    return value?.kind === 'string' ? value.value : this.refuse(value, wants);
  }

  number(wants: string, fits: (value: number) => boolean): number | undefined {
    const value = this.rest.shift();
    const number = this.numberOf(value);
    if (number === undefined) return this.failed ? undefined : this.refuse(value, wants);
    if (fits(number)) return number;
    return this.fail(
      (value as SettingValue).span,
      `\`${this.setting.word.text}\` wants ${wants}, not ${number}`,
    );
  }

  wholeNumber(least: number): number | undefined {
    const wants = `a whole number of at least ${least}`;
    return this.number(wants, (value) => Number.isSafeInteger(value) && value >= least);
  }

  /** `WORD NUMBER` anywhere among the values. */
  option(word: string, fallback: number, wants: string, fits: (value: number) => boolean): number {
    const at = this.rest.findIndex((value) => value.kind === 'word' && value.text === word);
    if (at < 0) return fallback;
    const [, value] = this.rest.splice(at, 2) as [SettingValue, SettingValue | undefined];
    const number = this.numberOf(value);
    if (number !== undefined && fits(number)) return number;
    if (!this.failed) this.refuse(value, `${wants} after \`${word}\``);
    return fallback;
  }

  /** Whatever is left was not wanted. */
  finish(): void {
    const [surplus] = this.rest;
    if (surplus === undefined || this.failed) return;
    this.fail(surplus.span, `\`${this.setting.word.text}\` does not take this`);
  }

  private numberOf(value: SettingValue | undefined): number | undefined {
    if (value?.kind === 'number') return value.value;
    const parameter = value?.kind === 'word' ? this.scope.parameter(value.text) : undefined;
    return typeof parameter === 'number' ? parameter : undefined;
  }

  private refuse(value: SettingValue | undefined, wants: string): undefined {
    const span = value?.span ?? this.setting.span;
    return this.fail(span, `\`${this.setting.word.text}\` wants ${wants}`);
  }

  private fail(span: Span, message: string, meant?: string): undefined {
    this.failed = true;
    const help = meant ? `did you mean \`${meant}\`?` : `write it as in \`${this.example}\``;
    this.report({ code: 'CNN502', span, message, help, candidates: meant ? [replacing(span, meant)] : [] });
  }
}
