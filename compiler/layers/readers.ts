// The kinds of values that layers take.

import type { Argument, Expression, Size, SizePart } from '../../grammar/ast.js';
import { bareWord } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate } from '../diagnostics/draft.js';
import type { Padding } from '../graph/ops.js';
import { shown, unfit } from './misfit.js';
import type { ReadContext } from './read-context.js';
import type { Reader } from './signature.js';
import { whole } from './whole.js';

/** The one expression that an argument is, if it is one. */
export function expressionOf(argument: Argument): Expression | undefined {
  if (argument.kind !== 'size' || argument.parts.length !== 1) return undefined;
  const [part] = argument.parts;
  return part.kind === 'wildcard' || part.kind === 'range' ? undefined : part;
}

/** A positive whole number. */
export const count: Reader<number> = {
  wants: 'a positive whole number',
  read(argument, context) {
    const expression = expressionOf(argument);
    return expression ? whole(expression, 1, context) : unfit(argument, this.wants, context);
  },
};

/** 1, 3, 5, ... */
export const oddCount: Reader<number> = {
  wants: 'an odd whole number',
  read(argument, context) {
    const value = count.read(argument, context);
    if (value === undefined || value % 2 === 1) return value;
    const { span } = argument;
    const candidates = [value - 1, value + 1].map((odd) => ({
      edits: [{ span, text: `${odd}` }],
      safe: false,
      title: () => `write \`${odd}\``,
    }));
    const message = `expected ${this.wants}, found ${value}`;
    const help = `${value} has no middle: write ${value - 1} or ${value + 1}`;
    context.report({ code: 'CNN206', span, message, help, candidates });
    return undefined;
  },
};

/** A real number between two bounds. */
export function real(wants: string, fits: (value: number) => boolean): Reader<number> {
  return {
    wants,
    read(argument, context) {
      const expression = expressionOf(argument);
      if (expression === undefined) return unfit(argument, wants, context);
      const value = context.evaluate(expression);
      if (value === undefined || fits(value)) return value;
      const candidates =
        expression.kind === 'number' && fits(value / 100) ? [asShare(expression.span, value)] : [];
      const message = `expected ${wants}, found ${shown(expression, context)}`;
      context.report({ code: 'CNN206', span: expression.span, message, help: `write ${wants}`, candidates });
      return undefined;
    },
  };
}

/** `dropout 50` most likely meant half. */
function asShare(span: Span, value: number): Candidate {
  const text = `${value}%`;
  return { edits: [{ span, text }], safe: false, title: () => `write \`${text}\`` };
}

/** One number for every axis, or one an axis. */
export type PerAxis = readonly number[];

/** `3x3`, or `3` for every axis. */
export const window: Reader<PerAxis> = {
  wants: 'a number or a size such as 3x3',
  read(argument, context) {
    if (argument.kind !== 'size') return unfit(argument, this.wants, context);
    const sizes = argument.parts.map((part) => windowPart(part, argument, context));
    return sizes.includes(undefined) ? undefined : (sizes as number[]);
  },
};

function windowPart(part: SizePart, argument: Size, context: ReadContext): number | undefined {
  if (part.kind !== 'wildcard' && part.kind !== 'range') return whole(part, 1, context);
  return unfit(argument, 'a number on every axis, such as 3x3', context);
}

/** `1x0`, or `1` for every axis; 0 too. */
export const countOrZero: Reader<PerAxis> = {
  wants: 'a number or a size such as 1x0',
  read(argument, context) {
    if (argument.kind !== 'size') return unfit(argument, this.wants, context);
    const sizes = argument.parts.map((part) =>
      part.kind === 'wildcard' || part.kind === 'range'
        ? unfit(argument, this.wants, context)
        : whole(part, 0, context),
    );
    return sizes.includes(undefined) ? undefined : (sizes as number[]);
  },
};

/** Padding as written; what `same` amounts to depends on the map, and `auto` on the claim too. */
export type PaddingRule =
  | { readonly kind: 'valid' }
  | { readonly kind: 'same' }
  | { readonly kind: 'auto' }
  | { readonly kind: 'explicit'; readonly axes: readonly Padding[] };

const paddingWords = ['valid', 'same', 'auto'] as const;

export const padding: Reader<PaddingRule> = {
  wants: '`valid`, `same`, `auto`, a number, one number an axis (1x2) or before..after (0..1)',
  read(argument, context) {
    const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
    const kind = paddingWords.find((known) => known === word);
    if (kind !== undefined) return { kind };
    const axes = sidesOf(argument, this.wants, context);
    return axes && { kind: 'explicit', axes };
  },
};

/** Pixels on the sides of each axis. */
export const sides: Reader<readonly Padding[]> = {
  wants: 'a number, one number an axis (1x2) or before..after (0..1)',
  read(argument, context) {
    return sidesOf(argument, this.wants, context);
  },
};

/** The same, or `auto`. */
export const sidesOrAuto: Reader<readonly Padding[] | 'auto'> = {
  wants: '`auto`, a number, one number an axis (1x2) or before..after (0..1)',
  instead: 'auto',
  read(argument, context) {
    const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
    return word === 'auto' ? word : sidesOf(argument, this.wants, context);
  },
};

function sidesOf(argument: Argument, wants: string, context: ReadContext): readonly Padding[] | undefined {
  const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
  if (argument.kind !== 'size' || paddingWords.some((known) => known === word))
    return unfit(argument, wants, context);
  const axes = argument.parts.map((part) => sidesOfAxis(part, argument, wants, context));
  return axes.includes(undefined) ? undefined : (axes as Padding[]);
}

function sidesOfAxis(
  part: SizePart,
  argument: Argument,
  wants: string,
  context: ReadContext,
): Padding | undefined {
  if (part.kind === 'wildcard') return unfit(argument, wants, context);
  const [from, to] = part.kind === 'range' ? [part.from, part.to] : [part, part];
  const before = whole(from, 0, context);
  const after = from === to ? before : whole(to, 0, context);
  return before === undefined || after === undefined ? undefined : { before, after };
}

/** One of a few words. */
export function choice<Word extends string>(...words: readonly Word[]): Reader<Word> {
  const wants = words.map((word) => `\`${word}\``).join(' or ');
  return {
    wants,
    words,
    read(argument, context) {
      const word = argument.kind === 'size' ? bareWord(argument)?.text : undefined;
      return (
        words.find((known) => known === word) ??
        unfit(argument, wants, context, withWord(argument, words, context))
      );
    },
  };
}

/** `2` lacks its word, `max(2)` is no function. */
function withWord(argument: Argument, words: readonly string[], context: ReadContext): Candidate[] {
  const { span } = argument;
  const write = (text: string): Candidate => ({
    edits: [{ span, text }],
    safe: false,
    title: () => `write \`${text}\``,
  });
  const expression = expressionOf(argument);
  if (expression?.kind === 'call' && words.includes(expression.name.text)) {
    const given = expression.arguments.flat().map((value) => context.textOf(value));
    return given.length > 4 ? [] : [write([expression.name.text, ...given].join(' '))];
  }
  if (expression?.kind === 'name') return [];
  return words.map((word) => write(`${word} ${shown(argument, context)}`));
}
