// What may stand in an expression: names of numbers, sizes of what arrives, functions.

import { axisNames } from '../../layers/axis-names.js';
import { functions } from '../documentation/functions.js';
import { properties } from '../documentation/keywords.js';
import { arrivingAt } from '../standpoint.js';
import { several } from '../value-in-sight.js';
import { numbers } from './names.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

/** An operand; ranks from `rank` on. */
export function operands(situation: Situation, rank: number): Suggestion[] {
  if (situation.cursor.prefix.startsWith('in.')) return sizesOfInput(situation, rank);
  return [...numbers(situation, rank), ...sizesOfInput(situation, rank + 1), ...calls(rank + 2)];
}

/** `in.channels` and its like, with what they are here. */
export function sizesOfInput({ at, arriving }: Situation, rank: number): Suggestion[] {
  const axes = arriving === undefined ? ['channels', 'height', 'width'] : axisNames(arriving).toReversed();
  return axes.map((axis) => ({
    label: `in.${axis}`,
    kind: 'property',
    detail: several(at.map((standpoint) => sizeOn(axis, arrivingAt(standpoint)))),
    documentation: properties[axis],
    rank,
  }));
}

function sizeOn(axis: string, shape: readonly number[] | undefined): string | undefined {
  const index = shape ? axisNames(shape).indexOf(axis) : -1;
  return shape && index >= 0 ? `${shape[index]}` : undefined;
}

function calls(rank: number): Suggestion[] {
  return Object.entries(functions).map(([name, { form, about }]) => ({
    label: name,
    kind: 'function',
    detail: form,
    documentation: about,
    snippet: `${name}(${placesOf(form)})`,
    rank,
  }));
}

/** `pick(i, a, b, ...)` becomes `${1:i}, ${2:a}, ${3:b}`. */
function placesOf(form: string): string {
  const names = form.slice(form.indexOf('(') + 1, -1).split(', ');
  return names
    .filter((name) => name !== '...')
    .map((name, i) => `\${${i + 1}:${name}}`)
    .join(', ');
}

/** Behind an operand of a condition. */
export function joints(rank: number): Suggestion[] {
  return ['and', 'or'].map((label) => ({ label, kind: 'keyword', rank }));
}
