// How people call the axes of a map, and how messages speak of maps of one, two and three axes.

import type { Shape } from '../graph/value.js';
import { spatial, written } from '../shapes/shape.js';

const names: readonly (readonly string[])[] = [
  [],
  ['length'],
  ['height', 'width'],
  ['depth', 'height', 'width'],
];

/** The name of a spatial axis of a map with `axes` of them. */
export function axisName(axis: number, axes: number): string {
  return names[axes]?.[axis] ?? `axis ${axis + 1}`;
}

/** The names of all axes of a map's shape, the channels last. */
export function axisNames(shape: Shape): readonly string[] {
  return [...spatial(shape).map((_, axis) => axisName(axis, shape.length - 1)), 'channels'];
}

/** `height and width`, `depth, height and width`. */
export function axesText(which: readonly number[], axes: number): string {
  const words = which.map((axis) => axisName(axis, axes));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Formulas, one an axis, by the names of these axes; those that are the same told once. */
export function byAxis(formulas: readonly string[], axes: readonly number[], rank: number): string[] {
  const told = [...new Set(axes.flatMap((axis) => formulas[axis] ?? []))];
  return told.map((formula) => {
    const alike = axes.filter((axis) => formulas[axis] === formula);
    return `${axesText(alike, rank)}: ${formula}`;
  });
}

/** `28x28`; of one axis `length 28`. */
export function mapText(sizes: readonly number[]): string {
  return sizes.length === 1 ? `length ${sizes[0]}` : written(sizes);
}

/** `a 3x3 map`, `an 8x8 map`; of one axis `a map of length 3`. */
export function aMap(sizes: readonly number[]): string {
  return sizes.length === 1 ? `a map of length ${sizes[0]}` : `${withArticle(written(sizes))} map`;
}

/** `the 5x5 kernel`; of one axis `the kernel of 5`. */
export function theWindow(noun: string, sizes: readonly number[]): string {
  return sizes.length === 1 ? `the ${noun} of ${sizes[0]}` : `the ${written(sizes)} ${noun}`;
}

/** What a layer that works on maps wants. */
export const wantedMap = 'wants height x width x channels';

/** A size as it is read: an 8x8, an 11x11, a 7x7. */
function withArticle(size: string): string {
  return /^(?:8|1[18](?:\d{3})*(?!\d))/.test(size) ? `an ${size}` : `a ${size}`;
}
