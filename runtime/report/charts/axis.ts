// An axis of a chart: from values to places along it, and the marks that it has.

import { linearTicks, logarithmicTicks } from './ticks.js';

export interface ChartAxis {
  readonly label: string;
  /** Words along the axis: value 0 stands at the first. */
  readonly words?: readonly string[];
  readonly logarithmic?: boolean;
  /** Where its marks are, the least first; at round numbers unless given. */
  readonly marks?: readonly number[];
  /** No mark is beyond these. */
  readonly least?: number;
  readonly most?: number;
  /** How a mark is written; as the number it is unless given. */
  readonly format?: (value: number) => string;
}

export interface Tick {
  /** From 0, the start of the axis, to 1, its end. */
  readonly place: number;
  readonly text: string;
}

export interface PlacedAxis {
  readonly label: string;
  readonly ticks: readonly Tick[];
  placeOf(value: number): number;
}

const tickCount = 5;

/** The axis over these values, its marks included. */
export function placedAxis(axis: ChartAxis, values: readonly number[]): PlacedAxis {
  const { label, words } = axis;
  if (words !== undefined) return wordAxis(label, words);
  const [least, most] = widened(extentOf(values), axis);
  const isLogarithmic = axis.logarithmic === true && least > 0;
  const along = isLogarithmic ? Math.log : (value: number): number => value;
  const marks =
    axis.marks ?? (isLogarithmic ? logarithmicTicks(least, most) : marksWithin(least, most, axis));
  const [start, end] = [along(marks[0]), along(marks[marks.length - 1])];
  // A mark alone stands in the middle.
  const placeOf = (value: number): number => (end > start ? (along(value) - start) / (end - start) : 0.5);
  const { format = String } = axis;
  return { label, placeOf, ticks: marks.map((mark) => ({ place: placeOf(mark), text: format(mark) })) };
}

/** One value alone stands in the middle of a little more, or at an end that cannot be passed. */
function widened(
  [least, most]: readonly [number, number],
  { least: first = -Infinity, most: last = Infinity }: ChartAxis,
): readonly [number, number] {
  if (most > least) return [least, most];
  const margin = Math.abs(most) / 20 || 0.5;
  return [Math.max(least - margin, first), Math.min(most + margin, last)];
}

function marksWithin(
  least: number,
  most: number,
  { least: first = -Infinity, most: last = Infinity }: ChartAxis,
): number[] {
  const marks = linearTicks(least, most, tickCount);
  const within = marks.filter((mark) => mark >= first && mark <= last);
  return within.length > 1 ? within : marks;
}

/** Half a place free on both sides. */
function wordAxis(label: string, words: readonly string[]): PlacedAxis {
  const placeOf = (value: number): number => (value + 0.5) / words.length;
  return { label, placeOf, ticks: words.map((text, at) => ({ place: placeOf(at), text })) };
}

function extentOf(values: readonly number[]): [least: number, most: number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  return [
    finite.reduce((least, value) => Math.min(least, value)),
    finite.reduce((most, value) => Math.max(most, value)),
  ];
}
