// How a layer says what it takes: positional arguments in order, options by their word, flags.

import type { Argument } from '../../grammar/ast.js';
import type { ReadContext } from './read-context.js';

/** Turns one argument into a value; reports and returns undefined where it does not fit. */
export interface Reader<T> {
  /** What it wants, for messages: `a whole number`. */
  readonly wants: string;
  /** The words that it takes, where it takes words. */
  readonly words?: readonly string[];
  /** The word that it takes instead of a value: `auto`. */
  readonly instead?: string;
  read(argument: Argument, context: ReadContext): T | undefined;
}

interface Parameter<T> {
  readonly reader: Reader<T>;
  /** One line of documentation. */
  readonly about: string;
}

/** By its place among the values. */
export interface Positional<T> extends Parameter<T> {
  readonly form: 'positional';
  readonly required: boolean;
}

/** `WORD VALUE`, or one of `alone`: words that are values and stand without the option's word. */
export interface Option<T> extends Parameter<T> {
  readonly form: 'option';
  readonly fallback: T;
  readonly alone: readonly string[];
}

/** Its word, or nothing. */
export interface Flag {
  readonly form: 'flag';
  readonly about: string;
}

export type SignatureEntry = Positional<unknown> | Option<unknown> | Flag;
/** By word, as written in the text (`include-pad`), or by the name of a positional value. */
export type Signature = Readonly<Record<string, SignatureEntry>>;

/** What the arguments of a signature amount to; an optional positional may be undefined. */
export type Values<S extends Signature> = {
  readonly [K in keyof S]: S[K] extends Flag
    ? boolean
    : S[K] extends Option<infer T>
      ? T
      : PositionalValue<S[K]>;
};
type PositionalValue<P> =
  P extends Positional<infer T> ? (P extends { required: true } ? T : T | undefined) : never;

export function positional<T>(reader: Reader<T>, about: string): Positional<T> & { readonly required: true } {
  return { form: 'positional', reader, about, required: true };
}

export function optional<T>(reader: Reader<T>, about: string): Positional<T> & { readonly required: false } {
  return { form: 'positional', reader, about, required: false };
}

export function option<T>(
  reader: Reader<T>,
  fallback: T,
  about: string,
  alone: readonly string[] = [],
): Option<T> {
  return { form: 'option', reader, fallback, about, alone };
}

export function flag(about: string): Flag {
  return { form: 'flag', about };
}
