// Answers a question about a window on one axis: which values work, shown as whole windows with what they
// make; where none does, the nearest windows that can be had.

import type { Interval } from './interval.js';
import {
  axisOf,
  equationOf,
  placed,
  unknownsOf,
  windowWith,
  type PaddingChoice,
  type PlacedAxis,
  type Quantity,
  type Question,
} from './question.js';
import { nearbyOf, type Nearby } from './nearby.js';
import { sampleOf, usual, valuesOf } from './values.js';

export interface Row {
  readonly window: PlacedAxis;
  /** Where two numbers are asked for: all values of the second that go with this value of the first. */
  readonly values?: Interval;
}

export interface Answer {
  readonly question: Question;
  /** None, one, or two: then the rows are a choice of the usual values of the first. */
  readonly unknowns: readonly Quantity[];
  /** Of the only unknown; undefined where none works, or where not one alone is asked for. */
  readonly values: Interval | undefined;
  /** Empty where nothing works. */
  readonly rows: readonly Row[];
  readonly nearby: readonly Nearby[];
}

/** Rows of one table. */
const mostRows = 6;
const mostNearby = 3;

/** The number whose usual values the rows go through is the first of these that is asked for. */
const outermost: readonly Quantity[] = ['kernel', 'stride', 'dilation', 'padding', 'size', 'output'];

/** @param question with two unknowns at most */
export function answer(question: Question): Answer {
  const unknowns = outermost.filter((quantity) => unknownsOf(question).includes(quantity));
  if (unknowns.length === 0) return verdict(question);
  if (unknowns.length === 1) return valuesFor(unknowns[0], question);
  const [outer, inner] = unknowns;
  const choices = choicesOf(outer, question);
  const rows = choices.flatMap((filled) => rowFor(inner, filled));
  const nearby = rows.length > 0 ? [] : nearestOf(choices, inner, question.output);
  return { question, unknowns, values: undefined, rows, nearby };
}

/** Of what is near to each choice, the windows whose outputs come nearest to the wanted one. */
function nearestOf(choices: readonly Question[], inner: Quantity, wanted = 1): Nearby[] {
  const distance = ({ window }: Nearby): number => Math.abs(window.output - wanted);
  const all = choices.flatMap((filled) => nearbyOf(inner, filled));
  return all.sort((a, b) => distance(a) - distance(b)).slice(0, mostNearby);
}

/** What people change first where something does not hold. */
const remedies: readonly Quantity[] = ['padding', 'output', 'stride', 'kernel', 'dilation', 'size'];

function verdict(question: Question): Answer {
  const made = placed(axisOf(question), question.padding as PaddingChoice);
  const holds = made !== undefined && made.output === question.output;
  const answered = { question, unknowns: [], values: undefined };
  if (holds) return { ...answered, rows: [{ window: made }], nearby: [] };
  const others = remedies.flatMap((changed): Nearby[] => {
    if (changed === 'output') return made === undefined ? [] : [{ changed, window: made }];
    const { rows } = valuesFor(changed, { ...question, [changed]: undefined });
    // Of kernels the largest, which leaves the least unseen.
    const row = changed === 'kernel' ? rows.at(-1) : rows.at(0);
    return row === undefined ? [] : [{ changed, window: row.window }];
  });
  return { ...answered, rows: [], nearby: others };
}

function valuesFor(unknown: Quantity, question: Question): Answer {
  const values = valuesOf(unknown, question);
  const answered = { question, unknowns: [unknown], values };
  if (values === undefined) return { ...answered, rows: [], nearby: nearbyOf(unknown, question) };
  const rows = shown(unknown, values).flatMap((value) => windowWith(question, unknown, value));
  return { ...answered, rows: rows.map((window) => ({ window })), nearby: [] };
}

/** Of paddings the smallest, and the smallest that is even on both sides. */
function shown(unknown: Quantity, values: Interval): number[] {
  if (unknown === 'padding') {
    const { least, most } = values;
    return least % 2 === 1 && least < most ? [least, least + 1] : [least];
  }
  return sampleOf(values, unknown === 'output' ? [] : usual[unknown], mostRows);
}

/** The question with each usual value of a number that it leaves open. */
function choicesOf(unknown: Quantity, question: Question): Question[] {
  if (unknown === 'padding') return paddingChoices(question).map((padding) => ({ ...question, padding }));
  const values = unknown === 'output' ? [] : usual[unknown];
  return values.map((value) => ({ ...question, [unknown]: value }));
}

/** None, `same`, and the same on both sides up to where more than half of the windows' reach is padding. */
function paddingChoices(question: Question): PaddingChoice[] {
  const { kernel, dilation } = equationOf(question);
  const most = Math.min(mostRows, Math.floor((dilation * (kernel - 1)) / 2));
  const sides = Array.from({ length: most + 1 }, (_, side) => ({ before: side, after: side }));
  const same = question.size === undefined ? 'same' : placed(axisOf(question), 'same')?.padding;
  const isListed =
    typeof same === 'object' && sides.some((s) => s.before === same.before && s.after === same.after);
  return same === undefined || isListed ? sides : [...sides, same];
}

function rowFor(inner: Quantity, question: Question): Row[] {
  const values = valuesOf(inner, question);
  if (values === undefined) return [];
  // Where the size is open `same` pads each size in its own way: what people mean is ⌈N / s⌉·s.
  const value = question.padding === 'same' && inner === 'size' ? values.most : values.least;
  return windowWith(question, inner, value).map((window) => ({ window, values }));
}
