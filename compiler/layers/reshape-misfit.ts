// A `reshape` to more or fewer numbers than there are: both products, and the sizes that would fit.

import type { Candidate } from '../diagnostics/draft.js';
import { sizeOf } from '../graph/value.js';
import { written } from '../shapes/shape.js';
import type { Call } from './definition.js';
import { rewritten } from './tried.js';

type Wanted = readonly (number | undefined)[];

export function refuseReshape(call: Call, wanted: Wanted): undefined {
  const { shape, madeBy } = call.input;
  const total = sizeOf(shape);
  call.report({
    code: 'CNN302',
    span: call.spanOf('shape'),
    message: misfit(wanted, shape),
    label: wanted.includes(undefined) ? 'leaves a rest' : `holds ${product(wanted)} numbers`,
    related: [{ ...madeBy, message: `made ${written(shape)} here` }],
    notes: [inputArithmetic(shape), ownArithmetic(wanted, total)],
    help: 'the product of the sizes must stay the same',
    candidates: fitting(call, wanted, total),
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

/** One size replaced by what follows from the others, from the last on; of all that fit the nearest first. */
function fitting(call: Call, wanted: Wanted, total: number): Candidate[] {
  const full = wanted.map((size) => size ?? 1);
  const options = full.map((size, axis) => ({ axis, from: size, to: (total * size) / product(full) }));
  const whole = options.filter(
    ({ to, axis }) => Number.isInteger(to) && to >= 1 && wanted[axis] !== undefined,
  );
  const nearest = whole.toSorted((a, b) => distance(a) - distance(b));
  const shapes = nearest.map(({ axis, to }) => textOf(full.map((size, i) => (i === axis ? to : size))));
  return [...new Set(shapes)].slice(0, 2).map((text) => rewritten(call.spanOf('shape'), text));
}

/** How many times larger or smaller. */
function distance({ from, to }: { readonly from: number; readonly to: number }): number {
  return Math.abs(Math.log(to / from));
}
