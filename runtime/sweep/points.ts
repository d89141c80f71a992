// The points of a sweep: which values are tried together.

import { Random } from '../random.js';
import { gridValues, refuseMany, type Axis, type Choice } from './axis.js';

/** One network and one value for each axis. */
export interface Point {
  /** Which of the models, from 0. */
  readonly model: number;
  readonly values: Readonly<Record<string, number>>;
}

/** Draws beyond those wanted, before it is taken that there are no more points. */
const patience = 50;

/**
 * Every value with every other; the last axis changes fastest.
 * @throws Failure where that are more than anyone waits for
 */
export function gridPoints(models: number, axes: readonly Axis[], repeats: number): Point[] {
  const values = axes.map(gridValues);
  const count = values.reduce((product, list) => product * list.length, models);
  refuseMany(count * repeats, 'that would be', 'trainings');
  let points: Point[] = Array.from({ length: models }, (_, model) => ({ model, values: {} }));
  axes.forEach(({ name }, at) => {
    points = points.flatMap((point) =>
      values[at].map((value) => ({ ...point, values: { ...point.values, [name]: value } })),
    );
  });
  return points;
}

/** So many points at random, no two the same; fewer where there are no more. The seed decides them. */
export function randomPoints(models: number, axes: readonly Axis[], count: number, seed: number): Point[] {
  const random = new Random(seed, 'sweep');
  const found = new Map<string, Point>();
  for (let misses = 0; found.size < count && misses < patience * count; misses++) {
    const point: Point = {
      model: Math.floor(random.uniform() * models),
      values: Object.fromEntries(axes.map(({ name, choice }) => [name, drawn(choice, random.uniform())])),
    };
    const key = JSON.stringify(point);
    if (!found.has(key)) found.set(key, point);
  }
  return [...found.values()];
}

/** The value that a share of all, 0 ≤ share < 1, comes to. */
function drawn(choice: Choice, share: number): number {
  if (choice.kind === 'values') return choice.values[Math.floor(share * choice.values.length)];
  const { least, most, whole, logarithmic } = choice;
  const [start, end] = whole ? [least, most + 1] : [least, most];
  const value = logarithmic ? start * (end / start) ** share : start + share * (end - start);
  // Four digits say all that a search at random can tell, and can be typed again.
  const rounded = whole ? Math.floor(value) : Number(value.toPrecision(4));
  return Math.min(most, Math.max(least, rounded));
}
