// What `--set NAME=VALUES` of a sweep says: lists, ranges, and ranges to draw from.

import { InvalidArgumentError, Option } from 'commander';
import { Failure } from '../../runtime/index.js';
import { refuseMany, stepCount, steppedValues, type Axis, type Choice } from '../../runtime/sweep/axis.js';
import { parseNumber } from '../number-argument.js';

/** `NAME=VALUES`, as it was typed. */
export interface AxisText {
  readonly name: string;
  readonly values: string;
}

const forms = '8,16,32 or 0..0.6..0.1 (from, to, step)';

export function axesOption(): Option {
  return new Option(
    '--set <name=values>',
    `what to try of a param, or of batch, epochs or seed: ${forms}; may be repeated`,
  ).argParser(addAxis);
}

function addAxis(text: string, earlier: readonly AxisText[] = []): AxisText[] {
  const [, name, values] = /^([^=]*)=(.*)$/s.exec(text) ?? [undefined, undefined, ''];
  if (name === undefined) throw new InvalidArgumentError(`It is written NAME=VALUES, such as maps=${forms}.`);
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name))
    throw new InvalidArgumentError(`"${name}" is not the name of a param.`);
  if (earlier.some((axis) => axis.name === name))
    throw new InvalidArgumentError(`"${name}" stands twice; list its values: ${name}=8,16,32.`);
  return [...earlier, { name, values }];
}

/** @throws Failure where they are no values */
export function axisOf({ name, values }: AxisText): Axis {
  const parts = values.split(',').map((part) => part.trim());
  const between = parts.length === 1 ? rangeBetween(name, parts[0]) : undefined;
  if (between !== undefined) return { name, choice: between };
  const all = parts.flatMap((part) => valuesOf(name, part));
  const twice = all.find((value, at) => all.indexOf(value) < at);
  if (twice !== undefined) throw new Failure(`${name}=${values} has ${twice} twice`, 'leave one out');
  return { name, choice: { kind: 'values', values: all } };
}

/** `8..64`, or `1e-4..1e-1..log`. */
function rangeBetween(name: string, text: string): Choice | undefined {
  const [from, to, step, ...more] = text.split('..');
  if (to === undefined || more.length > 0 || (step !== undefined && step !== 'log')) return undefined;
  const [least, most] = ends(name, text, from, to);
  const logarithmic = step === 'log';
  if (logarithmic && least <= 0)
    throw new Failure(`${name}=${text} cannot be drawn by size`, 'both ends of a range to `log` are above 0');
  const whole = [from, to].every((end) => /^\d+$/.test(end));
  return { kind: 'between', least, most, whole, logarithmic };
}

function valuesOf(name: string, text: string): number[] {
  if (!text.includes('..')) return [numberIn(name, text)];
  const [from, to, step, ...more] = text.split('..');
  if (step === undefined || step === 'log')
    throw new Failure(
      `${name}=${text} stands in a list without its step`,
      `write ${from}..${to}..1, or the values`,
    );
  if (more.length > 0)
    throw new Failure(`${name}=${text} is no range`, 'a range is from..to..step, such as 0..0.6..0.1');
  const [least, most] = ends(name, text, from, to);
  const by = numberIn(name, step);
  if (by <= 0) throw new Failure(`the step of ${name}=${text} is ${by}`, 'a step is a number above 0');
  refuseMany(stepCount(least, most, by), `${name}=${text} has`, 'values');
  return steppedValues(least, most, by);
}

function ends(name: string, text: string, from: string, to: string): [least: number, most: number] {
  const [least, most] = [numberIn(name, from), numberIn(name, to)];
  if (least <= most) return [least, most];
  const turned = text.replace(`${from}..${to}`, `${to}..${from}`);
  throw new Failure(`the range ${name}=${text} is empty`, `it goes upwards: ${name}=${turned}`);
}

function numberIn(name: string, text: string): number {
  const value = parseNumber(text);
  if (value !== undefined) return value;
  const what = text === '' ? 'an empty place' : `"${text}"`;
  throw new Failure(
    `${name} cannot be ${what}, which is not a number`,
    `write numbers as 10, 0.5, 1e-3, 40% or 65k; ${name}=${forms}`,
  );
}
