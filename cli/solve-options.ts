// What `cnnc solve` is given, an entry an axis, and what it leaves open.

import { InvalidArgumentError } from 'commander';
import { unknownsOf, type PaddingChoice, type Question } from '../compiler/shapes/question.js';
import { Failure } from '../runtime/failure.js';
import type { GlobalOptions } from './terminal.js';

export interface SolveOptions extends GlobalOptions {
  readonly size?: readonly number[];
  readonly kernel?: readonly number[];
  readonly stride?: readonly number[];
  readonly padding?: readonly PaddingChoice[];
  readonly dilation?: readonly number[] | 'any';
  readonly output?: readonly number[];
  readonly json?: boolean;
}

/** Up to here all products are exact. */
const largest = 10_000_000;
const mostAxes = 3;

export function axisNumbers(text: string): number[] {
  const parts = text.split('x').map((part) => wholeNumberOf(part, 1));
  if (parts.includes(undefined) || parts.length > mostAxes) {
    throw new InvalidArgumentError(
      'It must be a whole number from 1 to 10,000,000, or one for each of up to three axes, such as 224x224.',
    );
  }
  return parts as number[];
}

export function dilationNumbers(text: string): number[] | 'any' {
  return text === 'any' ? 'any' : axisNumbers(text);
}

export function paddingChoices(text: string): PaddingChoice[] {
  if (text === 'same') return ['same'];
  if (text === 'valid') return [{ before: 0, after: 0 }];
  const parts = text.split('x').map(sidesOf);
  if (parts.includes(undefined) || parts.length > mostAxes) {
    throw new InvalidArgumentError(
      'It must be same, valid, a whole number for both sides, 2..3 for before and after, or one of these for each axis, such as 2..3x3.',
    );
  }
  return parts as PaddingChoice[];
}

function sidesOf(text: string): PaddingChoice | undefined {
  const [first, ...more] = text.split('..').map((side) => wholeNumberOf(side, 0));
  if (first === undefined || more.length > 1 || more.includes(undefined)) return undefined;
  return { before: first, after: more[0] ?? first };
}

function wholeNumberOf(text: string, least: number): number | undefined {
  const value = /^\d{1,8}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= largest ? value : undefined;
}

/**
 * A question an axis.
 * @throws Failure where axes do not match, or too little is known
 */
export function questionsOf(options: SolveOptions): Question[] {
  const { size, kernel, stride, padding, output } = options;
  const dilation = options.dilation === 'any' ? undefined : (options.dilation ?? [1]);
  const axes = countAxes({ size, kernel, stride, padding, dilation, output });
  const questions = Array.from({ length: axes }, (_, axis) => ({
    size: on(axis, size),
    kernel: on(axis, kernel),
    stride: on(axis, stride),
    dilation: on(axis, dilation),
    padding: on(axis, padding),
    output: on(axis, output),
  }));
  refuseUnknowns(questions[0]);
  return questions;
}

/** One entry serves all axes. */
function on<T>(axis: number, entries: readonly T[] | undefined): T | undefined {
  return entries?.length === 1 ? entries[0] : entries?.[axis];
}

function countAxes(given: Readonly<Record<string, readonly unknown[] | undefined>>): number {
  const counts = Object.entries(given).flatMap(([name, entries]) =>
    entries === undefined || entries.length === 1 ? [] : [{ name, count: entries.length }],
  );
  const [first] = counts;
  if (first === undefined) return 1;
  const other = counts.find(({ count }) => count !== first.count);
  if (other !== undefined) {
    throw new Failure(
      `--${first.name} has ${first.count} axes, --${other.name} has ${other.count}`,
      'write one number for all axes, or one for each; channels are no axis',
    );
  }
  return first.count;
}

function refuseUnknowns(question: Question): void {
  const unknowns = unknownsOf(question);
  if (unknowns.length <= 2) return;
  const last = unknowns[unknowns.length - 1];
  throw new Failure(
    `too little is known: ${unknowns.slice(0, -1).join(', ')} and ${last} are all open, two can be at most`,
    'give more of them, such as --size 224 --kernel 7 --stride 2 --output 112',
  );
}
