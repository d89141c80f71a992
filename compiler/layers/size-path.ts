// The way of a map through the layers, told as `28 → pool max 2 → 14 → conv 5x5 → 10`: where a size
// surprises, its cause often lies some layers back.

import type { Place } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { written } from '../shapes/shape.js';
import { axesText } from './axis-names.js';

/** A layer on the way. */
export interface Stop {
  /** The same object on all ways that lead through it. */
  readonly layer: object;
  readonly maker: string;
  readonly shape: Shape;
  /** The spatial sizes behind it. */
  readonly sizes: readonly number[];
  /** What it says of sizes: `conv 3x3 stride 2`. */
  readonly words: () => string;
  readonly place: Place;
}

/** From where the size was last certain, an input or a claim, to what reaches a layer. */
export type SizePath = readonly Stop[];

/** The first stop, and those at which one of these axes changed. */
export function changesOn(path: SizePath, axes: readonly number[]): SizePath {
  return path.filter(
    ({ sizes }, i) => i === 0 || axes.some((axis) => sizes[axis] !== path[i - 1].sizes[axis]),
  );
}

/** Whether a reader would have to look for what made the size: it is not all in the last line. */
export function isFarBack(path: SizePath, axes: readonly number[]): boolean {
  const changes = changesOn(path, axes);
  return changes.length > 2 || (changes.length === 2 && changes[1] !== path.at(-1));
}

/** `height and width so far: 28 → pool max 2 → 14 → pool max 2 → 7`; none where the last line says it all. */
export function sizesSoFar(path: SizePath, axes: readonly number[]): string[] {
  const far = axes.filter((axis) => isFarBack(path, [axis]));
  if (far.length === 0) return [];
  const groups = goAlike([path], far) ? [far] : far.map((axis) => [axis]);
  return groups.map((group) => {
    const { title, tell } = tellingOf([path], group);
    return `${title} so far: ${tell(path)}`;
  });
}

/** How ways over these axes are told: by one number where the axes go alike, else by the whole map. */
export function tellingOf(paths: readonly SizePath[], axes: readonly number[]) {
  const rank = paths[0].at(0)?.sizes.length ?? axes.length;
  const alike = goAlike(paths, axes);
  const sizeText = ({ sizes }: Stop): string => (alike ? `${sizes[axes[0]]}` : written(sizes));
  return {
    title: alike ? axesText(axes, rank) : 'the map',
    tell: (path: SizePath): string => told(changesOn(path, axes), sizeText),
  };
}

function goAlike(paths: readonly SizePath[], axes: readonly number[]): boolean {
  const isAlike = ({ sizes }: Stop): boolean => axes.every((axis) => sizes[axis] === sizes[axes[0]]);
  return paths.every((path) => path.every(isAlike));
}

/** Longer ways are cut in the middle, where that hides more than a layer or two. */
const widest = 120;
const fewest = 3;

function told([start, ...changes]: SizePath, sizeText: (stop: Stop) => string): string {
  const runs = runsOf(changes);
  const texts = runs.map((run) => runText(run, sizeText));
  const [first, last] = [1, lastThatFit(texts)];
  const hidden = runs.slice(first, last).flat();
  const isLong = [sizeText(start), ...texts].join('').length > widest && hidden.length >= fewest;
  if (!isLong) return [sizeText(start), ...texts].join('');
  const gap = ` → … ${hidden.length} layers more … → ${sizeText(hidden[hidden.length - 1])}`;
  return [sizeText(start), ...texts.slice(0, first), gap, ...texts.slice(last)].join('');
}

/** The index from which on the texts fill the second half of a line. */
function lastThatFit(texts: readonly string[]): number {
  let [index, left] = [texts.length - 1, widest / 2];
  while (index > 1 && (left -= texts[index].length) > texts[index - 1].length) index--;
  return index;
}

/** Neighbours that say the same. */
function runsOf(changes: readonly Stop[]): Stop[][] {
  const runs: Stop[][] = [];
  for (const stop of changes) {
    const run = runs.at(-1);
    if (run?.[0].words() === stop.words()) run.push(stop);
    else runs.push([stop]);
  }
  return runs;
}

const mostSizes = 7;

/** ` → 3 × pool max 2 → 14, 7, 3` */
function runText(run: readonly Stop[], sizeText: (stop: Stop) => string): string {
  const times = run.length > 1 ? `${run.length} × ` : '';
  const sizes = run.map(sizeText);
  const shown = sizes.length > mostSizes ? [...sizes.slice(0, 3), '…', sizes[sizes.length - 1]] : sizes;
  return ` → ${times}${run[0].words()} → ${shown.join(', ')}`;
}
