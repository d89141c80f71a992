// What is known of a window on one axis and what is asked, and the windows that answer it.

import type { Padding } from '../graph/ops.js';
import type { WindowEquation } from './solve.js';
import { splitPadding } from './auto-padding.js';
import { outputSize, samePadding, type AxisWindow, type UnpaddedAxis } from './window.js';

export type Quantity = keyof WindowEquation;

/** In the order in which people say them. */
export const quantities: readonly Quantity[] = ['size', 'kernel', 'stride', 'dilation', 'padding', 'output'];

export type PaddingChoice = Padding | 'same';

/** What is undefined is asked for. */
export type Question = { readonly [Known in Exclude<Quantity, 'padding'>]: number | undefined } & {
  readonly padding: PaddingChoice | undefined;
};

export function unknownsOf(question: Question): Quantity[] {
  return quantities.filter((quantity) => question[quantity] === undefined);
}

/** A window of which everything is known, and what it makes. */
export interface PlacedAxis extends AxisWindow {
  readonly output: number;
}

/** Undefined where no window fits on the map. */
export function placed(axis: UnpaddedAxis, choice: PaddingChoice): PlacedAxis | undefined {
  const { size, kernel, stride, dilation } = axis;
  const padding = choice === 'same' ? samePadding(size, kernel, stride, dilation) : choice;
  const output = outputSize({ ...axis, padding });
  return output < 1 ? undefined : { size, kernel, stride, dilation, padding, output };
}

/** Whether its padding is what `same` would be. */
export function isSame({ size, kernel, stride, dilation, padding }: AxisWindow): boolean {
  const same = samePadding(size, kernel, stride, dilation);
  return same.before === padding.before && same.after === padding.after;
}

export function totalOf({ before, after }: Padding): number {
  return before + after;
}

/** The question as an equation; what it leaves open is 1, and no solver looks at that. */
export function equationOf(question: Question): WindowEquation {
  const { size = 1, kernel = 1, stride = 1, dilation = 1, output = 1, padding } = question;
  const total = padding === undefined || padding === 'same' ? 0 : totalOf(padding);
  return { size, kernel, stride, dilation, output, padding: total };
}

/** The question with this value, the padding as a total, as a window; none where it does not fit. */
export function windowWith(question: Question, unknown: Quantity, value: number): PlacedAxis[] {
  const filled = { ...question, [unknown]: unknown === 'padding' ? splitPadding(value) : value };
  const window = placed(axisOf(filled), filled.padding as PaddingChoice);
  return window === undefined ? [] : [window];
}

export function axisOf(question: Question): UnpaddedAxis {
  const { size, kernel, stride, dilation } = equationOf(question);
  return { size, kernel, stride, dilation };
}
