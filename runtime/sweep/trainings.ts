// The trainings of a sweep: each point with each seed, and the folder that each is kept in.

import { createHash } from 'node:crypto';
import type { Point } from './points.js';

export interface Training extends Point {
  readonly seed: number;
  /** Which of the repetitions of its point, from 0. */
  readonly repeat: number;
  /** Within the folder of the sweep. What is trained decides it, so that a plan can grow. */
  readonly folder: string;
}

/** File systems take 255 bytes for a name. */
const longestName = 150;

/** @param names of the models */
export function trainingsOf(
  point: Point,
  names: readonly string[],
  firstSeed: number,
  repeats: number,
): Training[] {
  return Array.from({ length: repeats }, (_, repeat) => {
    const seed = firstSeed + repeat;
    return { ...point, seed, repeat, folder: folderOf(point, names, seed) };
  });
}

/** `maps=8,rate=0.4,seed=1`, before it the model where there are several. */
function folderOf({ model, values }: Point, names: readonly string[], seed: number): string {
  const parts = Object.entries({ ...values, seed }).map(([name, value]) => `${name}=${value}`);
  if (names.length > 1) parts.unshift(names[model].replace(/[^\w.-]+/g, '_'));
  const name = parts.join(',');
  if (name.length <= longestName) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, longestName - digest.length - 1)}-${digest}`;
}
