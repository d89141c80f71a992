// Where no value answers a question: the windows nearest to it that can be had.

import { autoPadding, nearestOutput } from './auto-padding.js';
import {
  axisOf,
  equationOf,
  placed,
  windowWith,
  type PlacedAxis,
  type Quantity,
  type Question,
} from './question.js';
import { sameStrides } from './solve-same.js';
import { nearestValues } from './solve.js';
import { usual } from './values.js';

/** A window that is not what was asked for, and in which number. */
export interface Nearby {
  readonly changed: Quantity;
  readonly window: PlacedAxis;
}

export function nearbyOf(unknown: Quantity, question: Question): Nearby[] {
  if (unknown === 'padding') return nearbyPaddings(question);
  const windows = unknown === 'output' ? [] : nearbyValues(unknown, question);
  return windows.length > 0 ? windows.map((window) => ({ changed: unknown, window })) : fitting(question);
}

/** The nearest output that padding makes, and the stride with which `same` makes the wanted one. */
function nearbyPaddings(question: Question): Nearby[] {
  const axis = axisOf(question);
  const wanted = equationOf(question).output;
  const padding = autoPadding(axis, nearestOutput(axis, wanted));
  const window = padding && placed(axis, padding);
  const stride = sameStrides(axis.size, wanted)?.least;
  const other = stride === undefined ? undefined : placed({ ...axis, stride }, 'same');
  return [
    ...(window === undefined ? [] : [{ changed: 'output' as const, window }]),
    ...(other === undefined ? [] : [{ changed: 'stride' as const, window: other }]),
  ];
}

function nearbyValues(unknown: Exclude<Quantity, 'padding' | 'output'>, question: Question): PlacedAxis[] {
  const equation = equationOf(question);
  if (question.padding !== 'same')
    return nearestValues(unknown, equation).flatMap((value) => windowWith(question, unknown, value));
  const between = Math.ceil(equation.size / equation.output);
  const values = unknown === 'stride' ? [between - 1, between] : usual[unknown].slice(0, 1);
  return values.filter((value) => value >= 1).flatMap((value) => windowWith(question, unknown, value));
}

/** Where no window fits on the map: the least padding, and the largest kernel, with which one does. */
function fitting(question: Question): Nearby[] {
  const axis = axisOf(question);
  const { size, padding, dilation } = equationOf(question);
  const enough = autoPadding(axis, 1);
  const padded = enough && placed(axis, enough);
  const largest = Math.floor((size + padding - 1) / dilation) + 1;
  const smaller = windowWith(question, 'kernel', largest);
  return [
    ...(padded === undefined ? [] : [{ changed: 'padding' as const, window: padded }]),
    ...smaller.map((window) => ({ changed: 'kernel' as const, window })),
  ];
}
