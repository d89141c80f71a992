// A `reshape` to more or fewer numbers than there are: both products, and the sizes that would fit.

import type { Candidate } from '../diagnostics/draft.js';
import { sizeOf } from '../graph/value.js';
import { spatial, written } from '../shapes/shape.js';
import { channelsLast } from './channels-first.js';
import type { Call } from './definition.js';
import { divisors } from './groups.js';
import { sizesSoFar } from './size-path.js';
import { rewritten } from './tried.js';

type Wanted = readonly (number | undefined)[];

export function refuseReshape(call: Call, wanted: Wanted): undefined {
  const { shape, madeBy } = call.input;
  const total = sizeOf(shape);
  call.report({
    code: 'CNN302',
    span: call.spanOf('shape'),
    message: misfit(wanted, shape),
    label: wanted.includes(undefined) ? 'leaves a rest' : surplus(product(wanted) - total),
    related: [{ ...madeBy, message: `made ${written(shape)} here` }],
    notes: [
      ...sizesSoFar(call.path(), [...spatial(shape).keys()]),
      inputArithmetic(shape),
      ownArithmetic(wanted, total),
    ],
    help: 'the product of the sizes must stay the same',
    candidates: [...channelsLast(call.origin()), ...fitting(call, wanted, total)],
    layer: call.name,
  });
  return undefined;
}

function misfit(wanted: Wanted, shape: readonly number[]): string {
  const text = textOf(wanted);
  if (wanted.includes(undefined))
    return `no size for \`_\` makes ${text} hold the ${sizeOf(shape)} numbers of ${written(shape)}`;
  return `${written(shape)} holds ${sizeOf(shape)} numbers, ${text} holds ${product(wanted)}`;
}

function textOf(wanted: Wanted): string {
  return wanted.map((size) => size ?? '_').join('x');
}

/** Of the sizes that are given. */
function product(wanted: Wanted): number {
  return wanted.reduce<number>((result, size) => result * (size ?? 1), 1);
}

function inputArithmetic(shape: readonly number[]): string {
  return shape.length === 1
    ? `what arrives: ${shape[0]} numbers`
    : `what arrives: ${shape.join(' · ')} = ${sizeOf(shape)}`;
}

function ownArithmetic(wanted: Wanted, total: number): string {
  const known = wanted.filter((size) => size !== undefined);
  const whole = product(wanted);
  const steps = known.length > 1 ? `${known.join(' · ')} = ${whole}` : `${whole}`;
  if (!wanted.includes(undefined)) return `what is wanted: ${steps}`;
  return `what is wanted: ${steps}, and ${total} / ${whole} = ${Number((total / whole).toFixed(3))} is not whole`;
}

function surplus(numbers: number): string {
  return numbers > 0 ? `${numbers} too many` : `${-numbers} too few`;
}

/** The shape with one of its sizes as it would have to be, nearest first. */
function fitting(call: Call, wanted: Wanted, total: number): Candidate[] {
  const options = wanted.flatMap((size, axis) => {
    const rest = size === undefined ? NaN : total / (product(wanted) / size);
    if (size === undefined || !Number.isInteger(rest)) return [];
    // Beside a `_` every divisor will do.
    const to = wanted.includes(undefined) ? nearestOf(divisors(rest), size) : rest;
    return [
      { text: textOf(wanted.map((other, i) => (i === axis ? to : other))), distance: distance(size, to) },
    ];
  });
  const nearest = options.toSorted((a, b) => a.distance - b.distance);
  return nearest.slice(0, 2).map(({ text }) => rewritten(call.spanOf('shape'), text));
}

function nearestOf(sizes: readonly number[], size: number): number {
  return sizes.reduce((best, next) => (distance(next, size) < distance(best, size) ? next : best));
}

/** How many times larger or smaller. */
function distance(from: number, to: number): number {
  return Math.abs(Math.log(to / from));
}
