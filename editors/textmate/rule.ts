// The rules that TextMate grammars are made of, and the pieces of their regular expressions.

import type { TokenType } from 'chevrotain';
import { hyphenatedWords } from '../../grammar/tokens.js';

/** Scopes by the number of the group that they are for. */
export type Captures = Readonly<Record<number, { readonly name: string }>>;

/** As editors read it: a `match` on one line, or a region from `begin` to `end` or for as long as `while`. */
export interface Rule {
  readonly include?: string;
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly contentName?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}

/** Every scope ends with the language's name. */
export function scope(name: string): string {
  return `${name}.cnn`;
}

export function captures(...names: readonly string[]): Captures {
  return Object.fromEntries(names.map((name, i) => [i + 1, { name: scope(name) }]));
}

export function includes(...names: readonly string[]): Rule[] {
  return names.map((name) => ({ include: `#${name}` }));
}

/** One mark or word, in one scope. */
export function plain(name: string, match: string): Rule {
  return { name: scope(name), match };
}

export const nameSource = '[A-Za-z][A-Za-z0-9_]*';
/** Where a word ends. */
export const wordEnd = '(?![A-Za-z0-9_])';

/** Whole words, the longest first; `conv` is none in `conv-transpose`. */
export function oneOf(words: Iterable<string>): string {
  const longestFirst = [...new Set(words)].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const [one, ...others] = longestFirst.map(wordSource);
  return others.length === 0 ? `${one}${wordEnd}` : `(?:${[one, ...others].join('|')})${wordEnd}`;
}

function wordSource(word: string): string {
  const tails = hyphenatedWords.flatMap((long) =>
    long.startsWith(`${word}-`) ? [long.slice(word.length)] : [],
  );
  return tails.length === 0 ? escaped(word) : `${escaped(word)}(?!(?:${tails.join('|')})${wordEnd})`;
}

/** The regular expression of a token, for one that the lexer knows as a plain word too. */
export function sourceOf({ name, PATTERN: pattern }: TokenType): string {
  if (typeof pattern === 'string') return escaped(pattern);
  if (pattern instanceof RegExp) return pattern.source;
  throw new TypeError(`the token ${name} has no pattern to read`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
